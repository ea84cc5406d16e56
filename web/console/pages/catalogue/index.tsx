import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { areaPath } from '../../../../kernel/contract.ts';
import { items, LABEL_NAMES, LABELS } from '../../../../modules/catalogue/contract.ts';
import { useFormat, useLang, useWords } from '../../../ui/look.tsx';
import { Empty } from '../../../ui/pictures.tsx';
import { More, useAllRows, useRows } from '../../../ui/rows.tsx';
import { Failure } from '../../../ui/trouble.tsx';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { AreaSelect } from '../../parts/area-select.tsx';
import { sayLimit } from '../../parts/item-words.ts';
import { type Key, useKeys } from '../../shell/keys.tsx';
import { Page } from '../../shell/page.tsx';
import { usePlace } from '../../shell/place.ts';
import './catalogue.css';

const words = dictionary({
  事项: 'Service items',
  '要办什么，该交什么，多久办好。': 'What can be done, what it takes, how long it lasts.',
  '像老百姓那样说：看病报销、老年证……': 'As people say it: medical bills, senior card …',
  找事项: 'Find an item',
  部门: 'Department',
  所有部门: 'All departments',
  标签: 'Label',
  不限: 'Any',
  代码: 'Code',
  承诺: 'Promised',
  示例: 'Sample',
  没有找到这样的事项: 'No such item',
  '换个说法，或者少写几个字。': 'Say it differently, or with fewer words.',
  没有事项: 'No items yet',
  '负责人发布事项后，这里就能查到。': 'They can be looked up here once a coordinator has published them.',
});

const PLACE = z.object({
  q: z.string().catch(''),
  department: z.string().optional().catch(undefined),
  label: z.enum(LABELS).optional().catch(undefined),
  area: areaPath.optional().catch(undefined),
});
/** ms after the last key before the server is asked */
const SETTLE = 200;

/** The catalogue, for anyone at work: found by people's own words, by label, department, place. */
const CatalogueScreen = (): ReactNode => {
  const t = useWords(words);
  const format = useFormat();
  const lang = useLang();
  const [place, move] = usePlace(PLACE);
  const [typed, setTyped] = useState(place.q);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== place.q && move({ q: typed.trim() }), SETTLE);
    return () => clearTimeout(timer);
  }, [typed, place.q, move]);
  useKeys(
    useMemo<readonly Key[]>(() => [{ keys: '/', does: { zh: '找事项', en: 'Find an item' }, run: () => field.current?.focus() }], []),
  );
  const { q, ...rest } = place;
  const found = useRows(items, { ...rest, ...(q === '' ? {} : { q }) });
  const every = useAllRows(items, {});
  const departments = useMemo(
    () => [...new Map(every.rows.map(({ department }) => [department.code, department.name])).entries()],
    [every.rows],
  );
  const filtered = q !== '' || Object.values(rest).some((value) => value !== undefined);
  return (
    <Page title={t('事项')} lead={t('要办什么，该交什么，多久办好。')}>
      <div className="filters">
        <input
          ref={field}
          className="ui-input catalogue__search"
          type="search"
          aria-label={t('找事项')}
          placeholder={t('像老百姓那样说：看病报销、老年证……')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          aria-label={t('部门')}
          allowClear
          placeholder={t('所有部门')}
          value={place.department ?? null}
          onChange={(department: string | null) => move({ department: department ?? undefined })}
          options={departments.map(([value, name]) => ({ value, label: format.text(name) }))}
          style={{ width: 200 }}
        />
        <AreaSelect open value={place.area} onChange={(area) => move({ area })} width={170} />
      </div>
      <fieldset className="labels">
        <legend className="sr-only">{t('标签')}</legend>
        {LABELS.map((label) => (
          <button
            type="button"
            key={label}
            className="label-chip"
            aria-pressed={place.label === label}
            onClick={() => move({ label: place.label === label ? undefined : label })}
          >
            {format.text(LABEL_NAMES[label])}
          </button>
        ))}
      </fieldset>
      {found.error ? (
        <Failure error={found.error} retry={found.retry} />
      ) : !found.ready ? (
        <Wait />
      ) : found.rows.length === 0 ? (
        <Empty
          picture="box"
          title={filtered ? t('没有找到这样的事项') : t('没有事项')}
          next={filtered ? t('换个说法，或者少写几个字。') : t('负责人发布事项后，这里就能查到。')}
        />
      ) : (
        <>
          <ul className="items">
            {found.rows.map((item) => (
              <li key={item.code}>
                <Link to="/items/$code" params={{ code: item.code }} className="items__link">
                  <span className="items__name">
                    {format.text(item.name)} {item.example ? <span className="example">{t('示例')}</span> : null}
                  </span>
                  <span className="items__summary">{format.text(item.summary)}</span>
                </Link>
                <span className="items__by">
                  <span>{format.text(item.department.name)}</span>
                  <span className="code soft">{item.code}</span>
                </span>
                <span className="items__limit">{sayLimit(item.promised, lang)}</span>
              </li>
            ))}
          </ul>
          <More of={found} />
        </>
      )}
    </Page>
  );
};
export default CatalogueScreen;
