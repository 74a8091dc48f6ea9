// Reads a calendar file with a parser that is not ours, and writes what it understood as JSON.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')));
const events = calendar.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description ?? null,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    isDate: event.startDate.isDate,
    stamp: component.getFirstPropertyValue('dtstamp').toString(),
    alarms: component.getAllSubcomponents('valarm').map(alarm => {
      const at = event.startDate.clone();
      at.isDate = false;
      at.addDuration(alarm.getFirstPropertyValue('trigger'));
      return at.toString();
    }),
  };
});
console.log(JSON.stringify({ version: calendar.getFirstPropertyValue('version'), method: calendar.getFirstPropertyValue('method'), events }));
