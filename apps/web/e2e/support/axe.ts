import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The rules whose result depends on the theme. The others take most of the time. */
const rulesOfColors = ['color-contrast', 'link-in-text-block'];

/** The violations that axe finds on a page, with their markup. */
export const findings = (page: Page) => violationsOf(new AxeBuilder({ page }));

/** Those of its colours, for a view whose other rules a test checks in the light theme. */
export const colorFindings = (page: Page) => violationsOf(new AxeBuilder({ page }).withRules(rulesOfColors));

const violationsOf = async (axe: AxeBuilder) =>
  (await axe.analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
