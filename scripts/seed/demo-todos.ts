/** One todo of the demo list. Days count back from today, `dueInDays` forward. */
export interface DemoTodo {
  readonly title: string;
  readonly notes?: string;
  readonly createdDaysAgo: number;
  readonly completedDaysAgo?: number;
  readonly dueInDays?: number;
  readonly pinned?: boolean;
}

const open: DemoTodo[] = [
  { title: "Book the dentist", createdDaysAgo: 1, dueInDays: 2 },
  { title: "Renew the library card", createdDaysAgo: 2, dueInDays: 0 },
  { title: "Send Ann the photos of the lake", createdDaysAgo: 2 },
  { title: "Pay the electricity bill", createdDaysAgo: 4, dueInDays: -1 },
  { title: "Repot the fern", notes: "The big pot is on the balcony.", createdDaysAgo: 5 },
  {
    title: "Plan the trip to Lisbon",
    notes:
      "**Trains**, not flights.\n\n- [x] days off\n- [ ] ask Joana about the flat\n" +
      "- [ ] [timetable](https://www.cp.pt)",
    createdDaysAgo: 6,
    dueInDays: 20,
  },
  { title: "Return the parcel", createdDaysAgo: 7, dueInDays: 5 },
  { title: "Fix the dripping tap", createdDaysAgo: 9 },
  { title: "Write to grandma", createdDaysAgo: 10, dueInDays: -3 },
  { title: "Try the lentil soup recipe", createdDaysAgo: 12 },
  { title: "Back up the laptop", createdDaysAgo: 14, dueInDays: 1 },
  { title: "Find a piano teacher", createdDaysAgo: 18 },
  { title: "Sort the winter clothes", createdDaysAgo: 21, dueInDays: 9 },
  { title: "Read the second half of Middlemarch", createdDaysAgo: 30 },
];

const completedRecently: DemoTodo[] = [
  { title: "Buy coffee", createdDaysAgo: 1, completedDaysAgo: 0 },
  { title: "Call the landlord", createdDaysAgo: 3, completedDaysAgo: 1 },
  { title: "Water the plants", createdDaysAgo: 4, completedDaysAgo: 1 },
  { title: "Order printer paper", createdDaysAgo: 5, completedDaysAgo: 2 },
  { title: "Vacuum the living room", createdDaysAgo: 5, completedDaysAgo: 3 },
  { title: "Cancel the gym", createdDaysAgo: 8, completedDaysAgo: 4 },
  { title: "Pick up the suit", createdDaysAgo: 9, completedDaysAgo: 5 },
  { title: "Bake bread", createdDaysAgo: 10, completedDaysAgo: 6 },
  { title: "Answer Tom's letter", createdDaysAgo: 12, completedDaysAgo: 6 },
];

/** Todos that the first cleanup removes. */
export const completedLongAgo: readonly DemoTodo[] = [
  { title: "Mow the lawn", createdDaysAgo: 12, completedDaysAgo: 8 },
  { title: "Change the light bulb", createdDaysAgo: 13, completedDaysAgo: 9 },
  { title: "Buy a birthday card", createdDaysAgo: 15, completedDaysAgo: 10 },
  { title: "File the tax return", createdDaysAgo: 40, completedDaysAgo: 11 },
  { title: "Clean the oven", createdDaysAgo: 16, completedDaysAgo: 12 },
  { title: "Collect the keys", createdDaysAgo: 17, completedDaysAgo: 14 },
  { title: "Update the CV", createdDaysAgo: 30, completedDaysAgo: 16 },
  { title: "Book the train", createdDaysAgo: 25, completedDaysAgo: 18 },
  { title: "Wash the curtains", createdDaysAgo: 26, completedDaysAgo: 21 },
  { title: "Return the drill", createdDaysAgo: 28, completedDaysAgo: 24 },
  { title: "Buy walking boots", createdDaysAgo: 33, completedDaysAgo: 27 },
  { title: "Get a new passport", createdDaysAgo: 60, completedDaysAgo: 30 },
];

const pinned: DemoTodo[] = [
  { title: "Wi-Fi password for guests", notes: "On the card in the top drawer.", createdDaysAgo: 50, pinned: true },
  {
    title: "Measurements of the kitchen",
    notes: "310 × 240 cm",
    createdDaysAgo: 45,
    completedDaysAgo: 26,
    pinned: true,
  },
  { title: "Recipe for the plum cake", createdDaysAgo: 35, completedDaysAgo: 15, pinned: true },
  { title: "What we packed for the tent", createdDaysAgo: 20, completedDaysAgo: 9, pinned: true },
  { title: "Numbers of the neighbours", createdDaysAgo: 11, completedDaysAgo: 2, pinned: true },
];

/** Todos of every kind and age. */
export const demoTodos: readonly DemoTodo[] = [...open, ...completedRecently, ...completedLongAgo, ...pinned];
