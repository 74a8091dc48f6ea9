// Reads "text<tab>today" lines and writes, for each, the days Microsoft's recognizers find in it, as a JSON array.
'use strict';
const { recognizeDateTime } = require('@microsoft/recognizers-text-suite');
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(line => line);
for (const line of lines) {
  const [text, today] = line.split('\t');
  const [year, month, day] = today.split('-').map(Number);
  const days = new Set();
  for (const found of recognizeDateTime(text, 'en-gb', undefined, new Date(year, month - 1, day, 12))) {
    for (const value of (found.resolution && found.resolution.values) || []) {
      const on = value.value || value.start;
      if (/^\d{4}-\d\d-\d\d/.test(on) && !value.end) days.add(on.slice(0, 10));
    }
  }
  console.log(JSON.stringify([...days].sort()));
}
