// Makes ../holidays.json from date-holidays, the official lists of China, Japan and South Korea, and overrides.json.
// npm ci && node make.mjs          A row of overrides.json goes before an official one, that before a computed one.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Holidays from 'date-holidays'
import { easter as westernEaster, orthodoxEaster } from 'date-easter'
import * as korea from '@hyunbinseo/holidays-kr/all'

const [from, to] = [2026, 2031]
const years = Array.from({ length: to - from + 1 }, (_, i) => from + i)
const require = createRequire(import.meta.url)
const here = name => new URL(name, import.meta.url)
const overrides = JSON.parse(readFileSync(here('overrides.json'), 'utf8'))
const made = JSON.parse(readFileSync(here('package.json'), 'utf8'))

const moons = /Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu/
const world = new Holidays()
const plusDays = (date, days) => new Date(Date.parse(date) + days * 864e5).toISOString().slice(0, 10)
const weekday = date => new Date(Date.parse(date)).getUTCDay()

// ---- date-holidays: public and bank holidays; what is for some people alone (women, the army) is none.
function computed(country, region) {
  const english = new Holidays(...[country, region].filter(Boolean), { languages: ['en'] })
  const local = new Map(years.flatMap(year => new Holidays(...[country, region].filter(Boolean)).getHolidays(year)).map(day => [day.date + day.rule, day.name]))
  return years.flatMap(year => english.getHolidays(year))
    .filter(day => ['public', 'bank'].includes(day.type) && !(day.note && /women|youth|children|military|muslim|islamic faith/i.test(day.note)))
    .flatMap(day => {
      const half = Number(day.date.slice(11, 13)) >= 10
      const kind = half ? 'half' : day.type
      const around = moons.test(day.rule) ? 1 : 0
      const length = half ? 1 : Math.max(1, Math.round((day.end - day.start) / 864e5))
      return Array.from({ length }, (_, i) => ({
        date: plusDays(day.date.slice(0, 10), i), name: tidy(day.name), local: tidy(local.get(day.date + day.rule) ?? ''), kind, certainty: around ? 'estimated' : 'computed', around,
      }))
    })
}

const tidy = name => name.replace(/\s+/g, ' ').trim()

// ---- The parts of a country: what only some of them have, and what some of them have not.
function withRegions(country) {
  const national = computed(country)
  const regions = Object.keys(world.getStates(country) ?? {})
  const key = day => `${day.date} ${day.name} ${day.kind}`
  const days = new Map(national.map(day => [key(day), { ...day, has: [] }]))
  const nationwide = new Map(national.map(day => [day.date, key(day)]))
  const all = regions.map(region => `${country}-${region.toUpperCase()}`)
  for (const [i, region] of regions.entries())
    for (const day of computed(country, region)) {
      // Under another name it is the same day off.
      const name = days.has(key(day)) ? key(day) : nationwide.get(day.date) ?? key(day)
      if (!days.has(name)) days.set(name, { ...day, has: [] })
      if (!days.get(name).has.includes(all[i])) days.get(name).has.push(all[i])
    }
  return [...days].map(([name, { has, ...day }]) => {
    if (has.length === all.length) return day
    // Days that hold where no part is named are the rule, even where parts differ.
    return national.some(other => key(other) === name) ? { ...day, except: all.filter(region => !has.includes(region)) } : { ...day, regions: has, wide: has.length * 2 >= all.length }
  })
}

// ---- Official lists reach the years that they were published for.
const official = {
  CN: year => published('CN', year)?.map(day => ({ date: day.date, name: day.name_en, local: day.name_cn, kind: day.type === 'transfer_workday' ? 'working' : 'public' })),
  JP: year => published('JP', year)?.map(day => ({ date: day.date, name: day.name_en, local: day.name, kind: 'public' })),
  KR: year => korea[`y${year}`] && Object.entries(korea[`y${year}`]).map(([date, [name]]) => ({ date, name: koreanInEnglish(name), local: name, kind: 'public' })),
}

function published(country, year) {
  try {
    return require(`holiday-calendar/data/${country}/${year}.json`).dates
  } catch {
    return undefined
  }
}

function koreanInEnglish(name) {
  const substitute = /^대체공휴일\((.*)\)$/.exec(name)
  const english = overrides.korean[substitute ? substitute[1] : name]
  if (!english) throw new Error(`overrides.json has no English name of ${name}.`)
  return substitute ? `${english} (substitute day)` : english
}

function corrected(country, days) {
  if (!official[country]) return days
  return years.flatMap(year => {
    const known = official[country](year)
    if (known) return [...known.map(day => ({ ...day, certainty: 'official', around: 0 })), ...days.filter(day => day.date.startsWith(year) && day.kind === 'bank' && !known.some(other => other.date === day.date))]
    // China decides each November which days about a feast are off and which are made up for.
    return days.filter(day => day.date.startsWith(year)).map(day => ({ ...day, certainty: 'estimated', around: country === 'CN' ? 1 : 0 }))
  })
}

// ---- Our own rows: a date (2026-12-18), a day of each year (12-18), a stretch of either (10-04..10-07), hijri 10-1 (Umm al-Qura), easter -2, orthodox -2, "tuesday 2 2" (weekday, which, month).
const hijri = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
const dates = years.flatMap(year => Array.from({ length: 366 }, (_, i) => plusDays(`${year}-01-01`, i)).filter(date => date.startsWith(year)))
const lunar = new Map(dates.map(date => {
  const parts = Object.fromEntries(hijri.formatToParts(Date.parse(date)).map(part => [part.type, part.value]))
  return [date, `${parts.month}-${parts.day}`]
}))
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function easter(year, orthodox) {
  const { month, day } = (orthodox ? orthodoxEaster : westernEaster)(year)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function falls(rule, date) {
  const [what, ...more] = rule.split(' ')
  if (/^\d/.test(what)) {
    const [first, last = first] = what.split('..')
    const day = date.slice(-first.length)
    return day >= first && day <= last
  }
  if (what === 'hijri') return lunar.get(date) === more[0]
  if (what === 'easter' || what === 'orthodox') return date === plusDays(easter(Number(date.slice(0, 4)), what === 'orthodox'), Number(more[0]))
  if (weekdays.includes(what)) return weekday(date) === weekdays.indexOf(what) && Number(date.slice(5, 7)) === Number(more[1]) && Math.ceil(Number(date.slice(8)) / 7) === Number(more[0])
  throw new Error(`overrides.json: ${rule} is no rule.`)
}

function own(country) {
  return overrides.rows.filter(row => row.country === country).flatMap(row => dates
    .filter(date => (!row.since || date >= row.since) && row.rules.some(rule => falls(rule, date)))
    .map(date => {
      const around = row.rules.some(rule => rule.startsWith('hijri')) ? 1 : 0
      return { date, name: row.name, local: row.local ?? '', kind: row.kind ?? 'public', certainty: row.certainty ?? (around ? 'estimated' : 'computed'), around, source: row.source }
    }))
}

function overridden(country, days) {
  const mine = own(country)
  const dropped = overrides.drop.filter(row => row.country === country)
  const taken = new Set(mine.map(day => day.date))
  const left = days.filter(day => !(taken.has(day.date) && !day.regions) && !dropped.some(row => row.name === day.name))
  return [...mine, ...left]
}

// ---- One line for each holiday of a country, with all its dates.
function lines(days) {
  const rows = new Map()
  for (const { date, ...day } of days.filter(day => day.date >= `${from}-01-01` && day.date <= `${to}-12-31`)) {
    const { name, local, kind, certainty, around, regions, wide, except, source } = day
    const row = {
      name, ...(local && local !== name ? { local } : {}), kind, certainty, ...(around ? { around } : {}), ...(regions ? { regions, ...(wide ? { wide } : {}) } : {}),
      ...(except?.length ? { except } : {}), ...(source ? { source } : {}),
    }
    const key = JSON.stringify(row)
    if (!rows.has(key)) rows.set(key, { ...row, dates: [] })
    rows.get(key).dates.push(date)
  }
  for (const row of rows.values()) row.dates = [...new Set(row.dates)].sort()
  const order = row => `${row.dates[0]} ${row.name} ${(row.regions ?? []).join()} ${row.certainty}`
  return [...rows.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1))
}

const codes = [...new Set([...Object.keys(world.getCountries()), ...overrides.rows.map(row => row.country)])].filter(code => !overrides.left.includes(code)).sort()
const about = {
  what: 'Public and bank holidays by country (ISO 3166); made by holidays/make.mjs, not by hand.',
  from: `${from}-01-01`, to: `${to}-12-31`, made: overrides.made,
  sources: { ...made.dependencies, 'overrides.json': 'kept by hand, its sources stand in each row' },
  licence: 'CC BY-SA 3.0, see holidays/LICENCE.md',
}
const body = codes.map(code => `    ${JSON.stringify(code)}: [\n${lines(overridden(code, corrected(code, withRegions(code)))).map(row => `      ${JSON.stringify(row)}`).join(',\n')}\n    ]`)
writeFileSync(process.argv[2] ?? here('../holidays.json'), `{\n  "about": ${JSON.stringify(about)},\n  "countries": {\n${body.join(',\n')}\n  }\n}\n`)
