import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';
import { usePlace } from '../../shell/place.ts';
import './admin.css';
import { PeopleTab } from './people.tsx';
import { PLACE } from './place.ts';
import { PlacesTab } from './places.tsx';
import { RightsTab } from './rights.tsx';
import { WorkdaysTab } from './workdays.tsx';

const words = dictionary({
  人和岗位: 'People and posts',
  区划和站点: 'Areas and sites',
  工作日: 'Working days',
  谁能做什么: 'Who may do what',
});

/** Areas, sites, people and posts, working days. An administrator gives posts and accounts; a coordinator ends, resets and hands over. */
const AdminScreen = (): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const [place, move] = usePlace(PLACE);
  const tabs = (
    <Segmented
      value={place.tab}
      onChange={(tab) => move({ tab: PLACE.shape.tab.parse(tab), adding: undefined, day: undefined })}
      options={[
        { value: 'people', label: t('人和岗位') },
        { value: 'places', label: t('区划和站点') },
        { value: 'workdays', label: t('工作日') },
        { value: 'rights', label: t('谁能做什么') },
      ]}
    />
  );
  const isAdministrator = post?.role === 'administrator';
  if (place.tab === 'places') return <PlacesTab tabs={tabs} isAdministrator={isAdministrator} />;
  if (place.tab === 'workdays') return <WorkdaysTab tabs={tabs} />;
  if (place.tab === 'rights') return <RightsTab tabs={tabs} />;
  return <PeopleTab tabs={tabs} isAdministrator={isAdministrator} />;
};
export default AdminScreen;
