const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Tells the line of the first row after an offset, which may only grow from call to call. The CSV parser's own count is
 * of no use: it counts CRLF inside quotes twice.
 */
export function lineCounter(content: Buffer): (offset: number) => number {
  let line = 1;
  let position = 0;
  const isBreak = () => content[position] === newline || content[position] === carriageReturn;
  const advance = () => {
    const isWithinCrlf = content[position] === carriageReturn && content[position + 1] === newline;
    if (isBreak() && !isWithinCrlf) line += 1;
    position += 1;
  };
  return (offset) => {
    while (position < offset) advance();
    while (isBreak()) advance();
    return line;
  };
}
