/** Exports as the three systems document them, with people who are here and people who are not. */

export const pagerDuty = {
  users: [
    { id: "PA", name: "Ada Byron", email: "ADA@example.com" },
    { id: "PB", name: "Ben Carr", email: "other@example.com" },
    { id: "PC", name: "Gone Person", email: "gone@example.com" },
  ],
  schedules: [
    {
      id: "S1",
      name: "Platform",
      time_zone: "Europe/Berlin",
      description: null,
      schedule_layers: [
        {
          name: "Nights",
          start: "2026-01-05T20:00:00+01:00",
          end: null,
          rotation_virtual_start: "2026-01-05T20:00:00+01:00",
          rotation_turn_length_seconds: 86_400,
          users: [{ user: { id: "PB", type: "user_reference", summary: "Ben Carr" } }],
          restrictions: [
            { type: "daily_restriction", start_time_of_day: "20:00:00", duration_seconds: 43_200 },
          ],
        },
        {
          name: "Base",
          start: "2026-01-05T09:00:00+01:00",
          end: null,
          rotation_virtual_start: "2026-01-05T09:00:00+01:00",
          rotation_turn_length_seconds: 604_800,
          users: [{ user: { id: "PA" } }, { user: { id: "PC" } }],
          restrictions: [],
        },
        {
          name: "Odd",
          start: "2026-01-05T09:00:00+01:00",
          rotation_virtual_start: "2026-01-05T09:00:00+01:00",
          rotation_turn_length_seconds: 5_000,
          users: [{ user: { id: "PA" } }],
        },
      ],
    },
    { id: "S2", name: "Broken" },
  ],
  escalation_policies: [
    {
      id: "E1",
      name: "Default",
      num_loops: 2,
      escalation_rules: [
        {
          escalation_delay_in_minutes: 15,
          targets: [{ id: "S1", type: "schedule_reference", summary: "Platform" }],
        },
        {
          escalation_delay_in_minutes: 30,
          targets: [{ id: "PC", type: "user_reference", summary: "Gone Person" }],
        },
        { escalation_delay_in_minutes: 30, targets: [{ id: "PA", type: "user_reference", summary: "Ada" }] },
      ],
    },
  ],
};

export const opsgenie = {
  users: { data: [{ id: "O1", username: "ada@example.com", fullName: "A. B." }] },
  schedules: {
    data: [
      {
        id: "OS",
        name: "Ops",
        timezone: "America/New_York",
        rotations: [
          {
            name: "Week",
            startDate: "2026-01-05T14:00:00Z",
            type: "weekly",
            length: 2,
            participants: [
              { type: "user", id: "O1", username: "ada@example.com" },
              { type: "none" },
              { type: "user", id: "O2", username: "ben@example.com" },
            ],
            timeRestriction: {
              type: "weekday-and-time-of-day",
              restrictions: [
                { startDay: "friday", startHour: 17, startMin: 0, endDay: "monday", endHour: 9, endMin: 0 },
              ],
            },
          },
          {
            name: "Nights",
            startDate: "2026-01-05T14:00:00Z",
            type: "daily",
            participants: [{ type: "team", id: "T", name: "Team" }],
            timeRestriction: {
              type: "time-of-day",
              restriction: { startHour: 22, startMin: 0, endHour: 6, endMin: 0 },
            },
          },
        ],
      },
    ],
  },
  escalations: [
    {
      id: "OE",
      name: "Ops escalation",
      rules: [
        {
          condition: "if-not-acked",
          delay: { timeAmount: 0, timeUnit: "minutes" },
          recipient: { type: "schedule", id: "OS", name: "Ops" },
        },
        {
          condition: "if-not-acked",
          delay: { timeAmount: 10 },
          recipient: { type: "user", id: "O1", username: "ada@example.com" },
        },
        {
          condition: "if-not-closed",
          delay: { timeAmount: 1, timeUnit: "hours" },
          recipient: { type: "team", id: "T", name: "Team" },
        },
      ],
      repeat: { count: 3, waitInterval: 20 },
    },
  ],
};

export const grafana = {
  users: [
    { id: "U1", email: "ada@example.com", username: "ada" },
    { id: "U2", email: "ben@example.com", username: "ben" },
  ],
  schedules: [
    { id: "GS", name: "Web", type: "web", time_zone: "Europe/Oslo", shifts: ["R", "B", "X", "M"] },
    { id: "GI", name: "Ical", type: "ical", ical_url_primary: "https://x" },
  ],
  on_call_shifts: [
    {
      id: "R",
      name: "Weekly",
      type: "rolling_users",
      level: 0,
      start: "2026-01-05T09:00:00",
      rotation_start: "2026-01-05T09:00:00",
      duration: 604_800,
      frequency: "weekly",
      interval: 1,
      rolling_users: [["U1"], ["U2"]],
      start_rotation_from_user_index: 1,
    },
    {
      id: "B",
      name: "Office",
      type: "recurrent_event",
      level: 1,
      start: "2026-01-05T08:00:00",
      duration: 28_800,
      frequency: "weekly",
      by_day: ["MO", "TU"],
      users: ["U1", "U2"],
    },
    {
      id: "X",
      name: "Swap",
      type: "single_event",
      start: "2026-02-01T10:00:00",
      duration: 3_600,
      users: ["U2"],
    },
    {
      id: "M",
      name: "Monthly",
      type: "rolling_users",
      start: "2026-01-01T00:00:00",
      duration: 3_600,
      frequency: "monthly",
      rolling_users: [["U1"]],
    },
  ],
  escalation_chains: [{ id: "C", name: "Chain" }],
  escalation_policies: [
    {
      escalation_chain_id: "C",
      position: 0,
      type: "notify_on_call_from_schedule",
      notify_on_call_from_schedule: "GS",
    },
    { escalation_chain_id: "C", position: 1, type: "wait", duration: 600 },
    { escalation_chain_id: "C", position: 2, type: "notify_persons", persons_to_notify: ["U1", "U2"] },
    { escalation_chain_id: "C", position: 3, type: "trigger_webhook" },
    { escalation_chain_id: "C", position: 4, type: "repeat_escalation" },
  ],
};
