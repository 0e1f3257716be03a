// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import FiguresTable from '../app/components/FiguresTable.vue';
import FreshnessLine from '../app/components/FreshnessLine.vue';
import LineFigure from '../app/components/LineFigure.vue';
import MissingDay from '../app/components/MissingDay.vue';
import RegionBars from '../app/components/RegionBars.vue';
import StateBar from '../app/components/StateBar.vue';
import type { MainChart } from '../app/view/build-chart.ts';
import type { FiguresTable as Table } from '../app/view/build-table.ts';
import type { Frame } from '../shared/overview.ts';
import { parseViewState, serialiseViewState, type ViewState } from '../shared/view-state.ts';

const measures = ['clicks', 'sales'];
const global = { stubs: { NuxtLink: RouterLinkStub } };

const status: Frame['status'] = {
  name: 'events',
  state: 'READY',
  message: null,
  version: 12,
  publishedAt: '2026-07-31T06:00:00Z',
  firstDate: '2026-07-24',
  lastDate: '2026-07-31',
  days: 2,
  rows: 4,
};
const frame: Frame = {
  status,
  sameContract: true,
  dates: ['2026-07-24', '2026-07-31'],
  regions: ['EIRE/ie', '<b>north</b>'],
  kinds: ['login'],
};

function viewOf(query: Record<string, string>) {
  const { state } = parseViewState(query, measures);
  return {
    state,
    query: serialiseViewState(state, measures),
    linkTo: (change: Partial<ViewState>) => ({
      path: '/',
      query: serialiseViewState({ ...state, ...change }, measures),
    }),
  };
}

describe('the state bar', () => {
  const bar = (query: Record<string, string>) =>
    mount(StateBar, { props: { frame, ...viewOf(query) }, global });

  it('is a form that keeps, when it is sent, what it does not choose', () => {
    const form = bar({ measure: 'sales', span: '7', region: 'EIRE/ie' }).get('form')
      .element as HTMLFormElement;
    expect(form.method).toBe('get');
    expect(Object.fromEntries(new FormData(form) as unknown as Iterable<[string, string]>)).toEqual({
      measure: 'sales',
      span: '7',
      date: '',
      region: 'EIRE/ie',
      compare: 'week',
    });
  });

  it('tells what was chosen, and nothing for all', async () => {
    const wrapper = bar({});
    await wrapper.get('select[name=region]').setValue('<b>north</b>');
    await wrapper.get('select[name=region]').setValue('');
    expect(wrapper.emitted('choose')).toEqual([[{ region: '<b>north</b>' }], [{ region: null }]]);
  });

  it('writes a name as it is, whatever stands in it', () => {
    const wrapper = bar({});
    expect(wrapper.get('select[name=region]').text()).toContain('<b>north</b>');
    expect(wrapper.find('b').exists()).toBe(false);
  });

  it('keeps showing a day and a region that there are not', () => {
    const wrapper = bar({ date: 'yesterday', region: 'south' });
    expect((wrapper.get('select[name=date]').element as HTMLSelectElement).value).toBe('yesterday');
    expect((wrapper.get('select[name=region]').element as HTMLSelectElement).value).toBe('south');
  });

  it('leads to the days around, and no further', () => {
    const steps = bar({})
      .findAllComponents(RouterLinkStub)
      .filter((link) => link.classes('step'));
    expect(steps.map((step) => step.props('to'))).toEqual([{ path: '/', query: { date: '2026-07-24' } }]);
  });
});

describe('the table', () => {
  it('is a table to those who cannot see it', () => {
    const cell = { plain: '7', exact: '7', change: null };
    const table: Table = {
      caption: 'Every measure by region',
      rowLabel: 'Region',
      sortedBy: 'sales',
      columns: measures.map((name) => ({ name, label: name, description: null })),
      rows: [{ key: 'north', name: 'north', choose: { region: 'north' }, slot: null, cells: [cell, cell] }],
      total: { key: '', name: 'All', choose: null, slot: null, cells: [cell, cell] },
    };
    const wrapper = mount(FiguresTable, {
      props: { table, chosen: 'sales', linkTo: viewOf({}).linkTo },
      global,
    });
    expect(wrapper.get('caption').text()).toBe('Every measure by region');
    expect(wrapper.findAll('th[scope=col]').map((th) => th.attributes('aria-sort'))).toEqual([
      undefined,
      undefined,
      'descending',
    ]);
    expect(wrapper.findAll('th[scope=row]').map((th) => th.text())).toEqual(['north', 'All']);
  });
});

describe('bars by region', () => {
  const bars = Array.from({ length: 12 }, (_, index) => ({
    name: `r${index}`,
    headline: '1',
    exact: '1',
    start: 0,
    length: 10,
    change: null,
  }));
  const show = (chosen: string | null) =>
    mount(RegionBars, { props: { label: 'Sales', bars, chosen, linkTo: viewOf({}).linkTo }, global });

  it('are the largest, and lead to the rest', () => {
    const wrapper = show(null);
    expect(wrapper.findAll('li')).toHaveLength(9);
    expect(wrapper.get('p').text()).toBe('All 12 regions in the table');
  });

  it('have the chosen one among them, which leads back to all', () => {
    const wrapper = show('r11');
    expect(wrapper.findAll('li')).toHaveLength(10);
    const chosen = wrapper.findAllComponents(RouterLinkStub).find((link) => link.attributes('aria-current'));
    expect(chosen?.text()).toContain('r11');
    expect(chosen?.props('to')).toEqual({ path: '/', query: {} });
  });
});

describe('the chart', () => {
  const chart: MainChart = {
    title: 'Sales: 7',
    subtitle: 'A day',
    notes: [],
    empty: false,
    spec: {
      title: 'Sales: 7',
      series: [
        {
          name: 'All',
          points: [
            { date: '2026-07-30', value: 5 },
            { date: '2026-07-31', value: 7 },
          ],
        },
      ],
    },
  };

  it('is read day by day from the keyboard, and opens the day', async () => {
    const wrapper = mount(LineFigure, { props: { chart, height: 200 }, global });
    const group = wrapper.get('[role=group]');
    await group.trigger('keydown', { key: 'ArrowLeft' });
    expect(wrapper.get('[aria-live]').text()).toBe('Friday, 31 July 2026: All 7');
    await group.trigger('keydown', { key: 'ArrowLeft' });
    await group.trigger('keydown', { key: 'ArrowLeft' });
    expect(wrapper.get('[aria-live]').text()).toBe('Thursday, 30 July 2026: All 5');
    await group.trigger('keydown', { key: 'Enter' });
    expect(wrapper.emitted('day')).toEqual([['2026-07-30']]);
    await group.trigger('keydown', { key: 'Escape' });
    expect(wrapper.get('[aria-live]').text()).toBe('');
  });

  it('has a wide and a narrow drawing, as long as nobody knows the room', () => {
    const wrapper = mount(LineFigure, { props: { chart, height: 200 }, global });
    expect(wrapper.findAll('svg').map((svg) => svg.attributes('width'))).toEqual(['992', '358']);
  });

  it('says that there is nothing to draw', () => {
    const wrapper = mount(LineFigure, { props: { chart: { ...chart, empty: true }, height: 200 }, global });
    expect(wrapper.find('svg').exists()).toBe(false);
    expect(wrapper.text()).toContain('No day of this period has a figure for this measure.');
  });
});

describe('freshness', () => {
  it('is the newest day, the version and its age', () => {
    const props = { status, now: '2026-07-31T09:30:00Z', stale: false };
    const text = mount(FreshnessLine, { props, global }).text();
    expect(text).toContain('Newest day 31 Jul 2026');
    expect(text).toContain('version 12');
    expect(text).toContain('published 3 h ago');
  });
});

describe('a day that is not there', () => {
  const show = (asked: string) =>
    mount(MissingDay, { props: { asked, dates: frame.dates, linkTo: viewOf({}).linkTo }, global });

  it('has the days around it', () => {
    const links = show('2026-07-26').findAllComponents(RouterLinkStub);
    expect(links.map((link) => link.text())).toEqual([
      'Friday, 24 July 2026',
      'Friday, 31 July 2026',
      'The newest day',
    ]);
  });

  it('may be no day at all', () => {
    const wrapper = show('2026-02-30');
    expect(wrapper.get('h2').text()).toBe('“2026-02-30” is not a day.');
    expect(wrapper.findAllComponents(RouterLinkStub)).toHaveLength(1);
  });
});
