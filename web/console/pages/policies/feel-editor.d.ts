/** What the screens use of the editor, which comes without types. */
declare module '@bpmn-io/feel-editor' {
  export type Variable = { readonly name: string; readonly detail?: string; readonly info?: string; readonly type?: string };
  export type Options = {
    readonly container: HTMLElement;
    readonly value?: string;
    readonly variables?: readonly Variable[];
    readonly builtins?: readonly Variable[];
    readonly placeholder?: string;
    readonly contentAttributes?: Readonly<Record<string, string>>;
    readonly onChange?: (value: string) => void;
    readonly tooltipContainer?: HTMLElement;
  };
  export default class FeelEditor {
    constructor(options: Options);
    setValue(value: string): void;
    setVariables(variables: readonly Variable[]): void;
    /** @param position offset of the caret */
    focus(position?: number): void;
  }
}
