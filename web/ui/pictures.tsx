import type { ReactNode } from 'react';
import { asReact } from './as-react.ts';
import { type Clock, clockBadge, type DueDay, dueBadge } from './clock.ts';
import { type DrawingName, drawing } from './drawings.ts';
import { useLook, useWords } from './look.tsx';
import { routeLine, type Stop } from './route-line.ts';
import { dictionary } from './words.ts';

/** The line with stops. `row` turns into a column by itself where it has too little room. */
export const RouteLine = ({
  stops,
  label,
  direction = 'row',
}: {
  stops: readonly Stop[];
  label: string;
  direction?: 'row' | 'column';
}): ReactNode => {
  const { lang, today } = useLook();
  return asReact(routeLine(stops, { lang, today, label, direction }));
};

/** 还剩 3 个工作日，11月26日前 */
export const ClockBadge = ({ clock }: { clock: Clock }): ReactNode => {
  const { lang, today } = useLook();
  return asReact(clockBadge(lang, clock, today));
};

/** 超期，原定11月19日前 · 今天到期 · 11月26日前: for lists, where the day and its tone are known but not each day counted. */
export const DueBadge = ({ due }: { due: DueDay }): ReactNode => {
  const { lang, today } = useLook();
  return asReact(dueBadge(lang, due, today));
};

const words = dictionary({ 绿色通道: 'Green channel' });

/** The class for the row or panel that has the green channel; the tag goes inside it. */
export const GREEN_BAR = 'green-bar';
export const GreenTag = (): ReactNode => {
  const t = useWords(words);
  return <span className="green-tag">{t('绿色通道')}</span>;
};

export const Drawing = ({ name }: { name: DrawingName }): ReactNode => asReact(drawing(name));

/** An empty place says what would be here and what to do next. */
export const Empty = ({
  picture,
  title,
  next,
  action,
}: {
  picture: DrawingName;
  title: string;
  next?: ReactNode;
  action?: ReactNode;
}): ReactNode => (
  <div className="empty">
    <Drawing name={picture} />
    <p className="empty__title">{title}</p>
    {next ? <p className="empty__next">{next}</p> : null}
    {action ? <div className="empty__action">{action}</div> : null}
  </div>
);
