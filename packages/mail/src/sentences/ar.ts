import { isolated } from '../isolation.ts';
import type { Sentences } from './en.ts';

const arabic: Sentences = {
  locale: 'ar',
  direction: 'rtl',

  subject: 'سُجّل الدخول إلى حسابك من جهاز جديد',
  lead: 'سُجّل الدخول من جهاز جديد على حسابك، باستخدام كلمة مرورك.',
  subjectOfCountry: 'سُجّل الدخول إلى حسابك من بلد جديد',
  leadOfCountry: 'سُجّل الدخول بكلمة مرورك من بلد جديد على حسابك.',
  subjectOfMany: (count) => `عمليات تسجيل دخول جديدة إلى حسابك: ${count}`,
  leadOfMany: 'سُجّل الدخول بكلمة مرورك من أجهزة أو بلدان جديدة على حسابك:',
  facts: { device: 'الجهاز', when: 'الوقت', where: 'المكان', address: 'العنوان', account: 'الحساب' },
  fact: (name, value) => `${name}: ${isolated(value)}`,

  device: {
    unknownBrowser: 'متصفح غير معروف',
    unknownSystem: 'نظام غير معروف',
    // It begins with a name in Latin letters, and runs from right to left all the same: the mark says so.
    on: (software, system) => `\u200F${software} على ${system}`,
    selfNamed: (name, device) => `«${name}»، ${device}`,
  },
  places: {
    inCountry: (country) => `${country} (تقريبًا)`,
    privately: 'شبكة خاصة',
    unknown: 'البلد غير معروف',
  },
  addressUnknown: 'غير معروف',

  question: 'هل كان هذا منك؟',
  yes: 'نعم؟',
  afterYes: 'إذن لا حاجة إلى أي شيء آخر.',
  no: 'لا، أو لست على يقين؟',
  afterNo: 'يُرجى فتح الرابط. يعرض لك ما حدث، ويمكنك هناك تسجيل خروج ذلك الجهاز فورًا، دون حاجة إلى تسجيل الدخول.',
  afterNoOfMany:
    'يُرجى فتح الرابط. يعرض لك كل عملية من هذه العمليات، ويمكنك هناك تسجيل خروج تلك الأجهزة فورًا، دون حاجة إلى تسجيل الدخول.',
  action: 'عرض تسجيل الدخول هذا',
  actionOfMany: 'عرض عمليات تسجيل الدخول هذه',
  link: (until) =>
    `يعمل الرابط حتى ${isolated(until)}، وكذلك لتغيير «نعم» إلى «لا». فتحه لا يغيّر شيئًا: القرار لك في الصفحة. يُرجى عدم تمرير هذه الرسالة إلى أحد: فمن لديه الرابط يمكنه الإجابة نيابةً عنك.`,

  sender: `أُرسلت هذه الرسالة من ${isolated('Latchkey')} إلى عنوان حسابك.`,
  credit: `يُعرف البلد من العنوان، وهو تقريبي. ولم يُسأل عنه أي طرف آخر. البيانات: ${isolated('Number Resource Organization')} (${isolated('nro.net')}، ${isolated('CC BY 4.0')})، ${isolated('IPtoASN')}.`,
};

export default arabic;
