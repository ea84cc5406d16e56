import type { STEP_KINDS, STEP_PLACES } from '../../../../modules/catalogue/contract.ts';
import type { Text } from '../../../ui/words.ts';

/** What to do at each kind of step, as one tells a new colleague. */
export const TO_DO: Readonly<Record<(typeof STEP_KINDS)[number], Text>> = {
  fill_form: { zh: '照他交的材料把表填好，填完念给他听一遍。', en: 'Fill in the form from the papers, then read it out to the person.' },
  photo: { zh: '当面拍照，四角拍全，字要看得清。', en: 'Take the photo there; all four corners in, the text readable.' },
  stamp: { zh: '带上表去盖章，盖好拍一张，原件带回来。', en: 'Take the form to be stamped, photograph it, bring the original back.' },
  proxy_signature: {
    zh: '请家属当面签，你在旁边看着；签完拍下整页。',
    en: 'The relative signs while you watch; then photograph the whole page.',
  },
  online_step: { zh: '当着他的面在网上办，每一步讲给他听。', en: 'Do it online in front of the person, telling each step.' },
  submit: { zh: '把材料对一遍，录进系统交给部门。', en: 'Check the papers once more, enter them and hand them to the department.' },
  assess: { zh: '陪评估的人上门，把看到的记下来。', en: 'Go along with the assessor and note what was seen.' },
  pay_at_bank: { zh: '到银行把钱取来，两个人当面点清。', en: 'Fetch the money at the bank; two people count it.' },
  collect: { zh: '到窗口领来，当场核对名字和内容。', en: 'Fetch it at the window and check name and content there.' },
  carry: { zh: '随船或随车带到，每一手都在“交接”里登记。', en: 'Take it along by boat or car; note every hand-over.' },
  deliver: { zh: '送到他手上，请他看过再签收。', en: 'Put it into the person’s hands; they look, then sign.' },
  call: { zh: '打电话告诉他办到哪了、接下来怎么办。', en: 'Ring to say how far it is and what comes next.' },
};

export const PLACES: Readonly<Record<(typeof STEP_PLACES)[number], Text>> = {
  home: { zh: '在他家里', en: 'At the home' },
  village: { zh: '在村（居）委会', en: 'At the villagers’ committee' },
  site: { zh: '在站里', en: 'At the station' },
  centre: { zh: '在政务服务中心', en: 'At the service centre' },
  department: { zh: '在主管部门', en: 'At the department' },
  bank: { zh: '在银行', en: 'At the bank' },
  hospital: { zh: '在医院', en: 'At the hospital' },
  boat: { zh: '在船上', en: 'On board' },
  online: { zh: '在网上', en: 'Online' },
};

/** What the button at the bottom of a step says it does. */
export const DONE: Readonly<Record<(typeof STEP_KINDS)[number], Text>> = {
  fill_form: { zh: '表填好了', en: 'The form is filled in' },
  photo: { zh: '拍好了', en: 'Photographed' },
  stamp: { zh: '章盖好了', en: 'It is stamped' },
  proxy_signature: { zh: '家属签好了', en: 'The relative has signed' },
  online_step: { zh: '网上办好了', en: 'Done online' },
  submit: { zh: '报给部门', en: 'Hand it to the department' },
  assess: { zh: '评估做完了', en: 'The assessment is done' },
  pay_at_bank: { zh: '钱取到了', en: 'The money is fetched' },
  collect: { zh: '领到了', en: 'Fetched' },
  carry: { zh: '带到了', en: 'It is there' },
  deliver: { zh: '送到了，已签收', en: 'Delivered and signed for' },
  call: { zh: '电话打过了', en: 'Told by phone' },
};
