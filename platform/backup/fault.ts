/** Why a copy can't be made or taken in, said so that the operator can act. */
export class BackupFault extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.name = 'BackupFault';
  }
}
