// The clock of this program, which a test may set wrong: everything here asks Date.now().
const real = Date.now.bind(Date);
let offset = 0;

Date.now = () => real() + offset;

export function setClock(seconds) {
  offset = seconds * 1000;
}
