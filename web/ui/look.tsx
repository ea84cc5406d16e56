import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { fenFromWire, sayFen } from '../../kernel/money.ts';
import { dayOf, sayDay, sayInstant, sayShortDay, sayWhen } from './format.ts';
import { applyScheme, chooseScheme, onDeviceScheme, type Scheme, type SchemeChoice, schemeChoice, schemeNow } from './scheme.ts';
import { FONTS } from './tokens.ts';
import { type Lang, pick, type Say, sayIn, type Text, type Words } from './words.ts';

/** Language, light or dark, and today's date in Shanghai: what every screen needs to write a line. */
type Look = {
  readonly lang: Lang;
  readonly chooseLang: (lang: Lang) => void;
  readonly scheme: Scheme;
  readonly schemeChoice: SchemeChoice;
  readonly chooseScheme: (choice: SchemeChoice) => void;
  readonly today: string;
};

const LookContext = createContext<Look | null>(null);
const LANG_KEY = 'daiban.lang';

const keptLang = (): Lang => (localStorage.getItem(LANG_KEY) === 'en' ? 'en' : 'zh');

/** @param clear 7:1 contrast, for the phone in the sun */
export const LookProvider = ({ clear = false, children }: { clear?: boolean; children: ReactNode }): ReactNode => {
  const [lang, setLang] = useState(keptLang);
  const [scheme, setScheme] = useState(schemeNow);
  const [today, setToday] = useState(() => dayOf(Date.now()));

  useEffect(() => onDeviceScheme(() => setScheme(schemeNow())), []);
  useEffect(() => applyScheme(scheme, clear), [scheme, clear]);
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.style.setProperty('--font', FONTS[lang]);
  }, [lang]);
  useEffect(() => {
    // A console stays open overnight: the day must turn without a reload.
    const timer = setInterval(() => setToday(dayOf(Date.now())), 60_000);
    return () => clearInterval(timer);
  }, []);

  const look = useMemo<Look>(
    () => ({
      lang,
      today,
      scheme,
      schemeChoice: schemeChoice(),
      chooseLang: (chosen) => {
        localStorage.setItem(LANG_KEY, chosen);
        setLang(chosen);
      },
      chooseScheme: (choice) => {
        chooseScheme(choice);
        setScheme(schemeNow());
      },
    }),
    [lang, today, scheme],
  );
  return <LookContext value={look}>{children}</LookContext>;
};

export const useLook = (): Look => {
  const look = useContext(LookContext);
  if (!look) throw new Error('useLook needs a LookProvider above it');
  return look;
};

export const useLang = (): Lang => useLook().lang;

/** `t('…')` of one screen's dictionary. */
export const useWords = <W extends Words>(words: W): Say<W> => {
  const lang = useLang();
  return useMemo(() => sayIn(lang, words), [lang, words]);
};

/** The formatters of format.ts in the person's language, and `text` for a sentence that came in both. */
export const useFormat = () => {
  const { lang, today } = useLook();
  return useMemo(
    () => ({
      today,
      day: (day: string) => sayDay(day, lang, today),
      shortDay: (day: string) => sayShortDay(day, lang, today),
      instant: (instant: string) => sayInstant(instant, lang, today),
      when: (when: string) => sayWhen(when, lang, today),
      money: (fen: string) => sayFen(fenFromWire(fen), lang),
      text: (text: Text) => pick(lang, text),
    }),
    [lang, today],
  );
};

/** A day or an instant, in one piece. */
export const Moment = ({ at }: { at: string }): ReactNode => {
  const format = useFormat();
  return (
    <time dateTime={at} className="nobr">
      {format.when(at)}
    </time>
  );
};
