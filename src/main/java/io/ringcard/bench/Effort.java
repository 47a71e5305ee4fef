package io.ringcard.bench;

/**
 * How much a benchmark does: the whole, or just enough to see that it runs.
 *
 * @param events of a stream that is read as fast as possible
 * @param rounds of each side; the median counts
 * @param floodSeconds how long 20,000 events a second come
 * @param popSeconds how long cards are watched in each state
 * @param people whose streams are open
 * @param clients in the database
 * @param batches of five hundred finished calls
 * @param singles finished calls written one a second
 * @param asked how often each page is asked for, and as often again before
 * @param records of an exchange that are imported
 */
public record Effort(
    int events,
    int rounds,
    int floodSeconds,
    int popSeconds,
    int people,
    int clients,
    int batches,
    int singles,
    int asked,
    int records) {

  public static final Effort WHOLE =
      new Effort(200_000, 3, 60, 40, 200, 100_000, 20, 60, 30, 40_000);
  public static final Effort GLIMPSE = new Effort(4_000, 1, 1, 1, 20, 1_000, 1, 1, 1, 3_000);
}
