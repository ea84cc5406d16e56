import { type Checked, good } from '../../../kernel/checked.ts';
import { parseCode } from '../../../kernel/codes.ts';

/** The parcel's code in what was scanned or typed: the code itself, or an address that ends with it. */
export const parcelCodeIn = (text: string): Checked<string> => {
  const last =
    text
      .trim()
      .split(/[/?#=]/)
      .at(-1) ?? '';
  const tail = parseCode('parcel', last);
  return tail.ok ? good(tail.value) : parseCode('parcel', text);
};
