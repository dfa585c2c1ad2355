// What is written into a box of a treemap: whole lines, or nothing. One character of a name tells nobody anything.
const LINE = 18;
// What the picture keeps free on two sides of a label together.
const FREE = 10;
// A name that does not fit whole keeps at least so many characters before its dots.
const LEAST = 4;

// Widths in characters of Chinese: a Latin letter or a figure takes some .6 of one.
const wide = (character) => (character.codePointAt(0) < 0x2e80 ? 0.6 : 1);
const long = (text) => [...text].reduce((sum, character) => sum + wide(character), 0);

// A line may end behind every character of Chinese, and behind a whole number or word of Latin letters.
function lines(name, most) {
  const written = [""];
  for (const piece of name.match(/[!-~]+|./gsu) ?? []) {
    const line = written.at(-1);
    if (!line || long(line) + long(piece) <= most) written[written.length - 1] += piece;
    else written.push(piece.trimStart());
  }
  return written;
}

function cut(name, most) {
  const characters = [...name];
  while (characters.length && long(characters.join("")) + 1 > most) characters.pop();
  return characters.length >= LEAST ? `${characters.join("")}…` : "";
}

// The name on as many lines as there is room for, and the amount below it where a line holds it.
export function inBox(name, amount, { width, height }, size = 12) {
  const most = (width - FREE) / size - 0.2;
  const rows = Math.floor((height - FREE) / LINE);
  if (most < 2 || rows < 1) return "";
  const named = lines(name, most);
  if (named.length <= rows && named.every((line) => long(line) <= most)) {
    const fits = named.length < rows && long(amount) <= most;
    return fits ? [...named, amount].join("\n") : named.join("\n");
  }
  let room = rows * most;
  let beginning = cut(name, room);
  while (lines(beginning, most).length > rows) beginning = cut(name, --room);
  return lines(beginning, most).join("\n");
}

// The line above the boxes of a group: the name with its amount, the name alone, its beginning, or nothing.
export function aboveBoxes(name, amount, { width }, size = 12) {
  const most = (width - FREE) / size - 0.2;
  const both = `${name} ${amount}`;
  if (long(both) <= most) return both;
  return long(name) <= most ? name : cut(name, most);
}
