// Before anything is drawn: the theme that was chosen here, if one was. Without a choice the system's goes.
{
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  // A page opened as a file may load no modules.
  if (location.protocol !== "file:") root.classList.add("js");

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    const now = () => root.dataset.theme ?? (dark.matches ? "dark" : "light");
    const show = () => button.setAttribute("aria-pressed", String(now() === "dark"));
    button.addEventListener("click", () => {
      root.dataset.theme = now() === "dark" ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // Where nothing may be stored, the choice lasts as long as the page.
      }
      show();
      document.dispatchEvent(new Event("theme"));
    });
    dark.addEventListener("change", show);
    show();
  });
}
