// Bundles page.js into the folder that the server serves, with a manifest: the entry's name and the licences of what went in.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/budgetgraph/publish/static/bundle");

await rm(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["page.js"],
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  legalComments: "none",
  logLevel: "warning",
});

const inside = new Set();
for (const input of Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs))) {
  const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) inside.add(found[1]);
}

async function licence(name) {
  const folder = join(here, "node_modules", name);
  const { version, license, homepage, repository } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name)).map((entry) => entry.name).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const home = homepage ?? (repository?.url ?? repository ?? "").replace(/^git\+/, "").replace(/\.git$/, "");
  return { name, version, licence: license, home, text: texts.join("\n\n").trim() };
}

const packages = await Promise.all([...inside].sort().map(licence));
const files = Object.keys(metafile.outputs).map((path) => path.split("/").at(-1)).sort();
const entry = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === "page.js")[0].split("/").at(-1);
await writeFile(join(out, "manifest.json"), `${JSON.stringify({ entry, files, packages }, null, 1)}\n`);

const size = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(`The browser bundle: ${files.length} files, ${Math.round(size / 1000)} kB, ${packages.length} packages.`);
