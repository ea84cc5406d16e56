import { useCallback, useEffect, useState } from 'react';
import type { Text } from '../../kernel/result.ts';
import { browser, createApi, ReadRefused, SignedOut, Unreachable } from './api.ts';

/** A role of the demo, entered with one click. `place` groups them; without it the text before ` · ` does. */
export type DemoRole = { readonly id: string; readonly account: string; readonly zh: string; readonly en: string; readonly place?: Text };
export type DemoPlace = { readonly place: Text; readonly roles: readonly { readonly account: string; readonly name: Text }[] };

const api = createApi(browser(() => null));

const split = (text: string): readonly [string, string] => {
  const at = text.indexOf(' · ');
  return at < 0 ? ['', text] : [text.slice(0, at), text.slice(at + 3)];
};

/** By place, in the order in which the server gave them. */
export const byPlace = (roles: readonly DemoRole[]): readonly DemoPlace[] => {
  const places = new Map<string, { place: Text; roles: { account: string; name: Text }[] }>();
  for (const role of roles) {
    const [zhPlace, zhName] = role.place ? [role.place.zh, role.zh] : split(role.zh);
    const [enPlace, enName] = role.place ? [role.place.en, role.en] : split(role.en);
    const group = places.get(zhPlace) ?? { place: { zh: zhPlace, en: enPlace }, roles: [] };
    group.roles.push({ account: role.account, name: { zh: zhName, en: enName } });
    places.set(zhPlace, group);
  }
  return [...places.values()];
};

export type SignIn = {
  readonly places: readonly DemoPlace[];
  readonly busy: boolean;
  readonly error: unknown;
  readonly withPassword: (name: string, password: string, totp: string) => Promise<void>;
  readonly asDemo: (account: string) => Promise<void>;
};

/** Signing in, for the desk and the phone: password and one-time code, or one click in the demo. */
export const useSignIn = (entered: () => void): SignIn => {
  const [places, setPlaces] = useState<readonly DemoPlace[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    api
      .call<readonly DemoRole[]>('GET', '/api/v1/demo/roles')
      .then((roles) => setPlaces(byPlace(roles)))
      .catch((thrown: unknown) => {
        // Outside the demo the server refuses this; without a network the password form says so when it is used.
        if (!(thrown instanceof ReadRefused || thrown instanceof SignedOut || thrown instanceof Unreachable)) throw thrown;
      });
  }, []);

  const enter = useCallback(
    async (path: string, body: unknown) => {
      setBusy(true);
      setError(null);
      try {
        await api.call('POST', path, body);
        entered();
      } catch (thrown) {
        setError(thrown);
      } finally {
        setBusy(false);
      }
    },
    [entered],
  );

  return {
    places,
    busy,
    error,
    withPassword: (name, password, totp) => enter('/api/v1/sign-in', { name, password, ...(totp === '' ? {} : { totp }) }),
    asDemo: (account) => enter('/api/v1/demo/sign-in', { account }),
  };
};
