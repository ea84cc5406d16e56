/** Invented households of an area: who lives there, who is only registered there, what is known of them and what is not. */
export type DemoFact = { readonly name: string; readonly value: boolean | string; readonly source: string; readonly sure: string };
export type DemoPerson = {
  /** for the stories, which look their people up by it */
  readonly key: string | null;
  readonly name: string;
  readonly idNumber: string;
  readonly sex: 'female' | 'male';
  readonly birth: string;
  readonly relation: string;
  readonly livesElsewhere: string | null;
  readonly contacts: readonly {
    kind: string;
    name: string | null;
    relation: string | null;
    phone: string | null;
    trusted: boolean;
    bestHours: string | null;
  }[];
  readonly facts: readonly DemoFact[];
};
export type DemoHousehold = {
  readonly area: string;
  readonly number: string;
  readonly address: string;
  readonly people: readonly DemoPerson[];
};
