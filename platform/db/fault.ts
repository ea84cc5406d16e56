/** What stops the database from opening, said so that the operator can act: Chinese first, English second. */
export class DatabaseFault extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options);
    this.name = 'DatabaseFault';
    this.zh = zh;
    this.en = en;
  }
}
