package io.ringcard.calllog;

import io.ringcard.call.Call;
import io.ringcard.calllog.CallLogSql.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/**
 * Which row a call will have, said before it is written: ids are reserved ahead, so that nobody
 * waits for the database while a phone rings. An id that no row came of is never used again, so it
 * can never mean another call.
 */
final class CallIds {

  /** No row is promised: it may stand already, or the next best id will do. */
  static final long NONE = 0;

  private static final int KEPT = 1_000;

  private final IntFunction<List<Long>> reserve;
  private final ConcurrentLinkedQueue<Long> free = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> given = new HashMap<>();

  /**
   * @param reserve gives so many new ids; may wait
   */
  CallIds(IntFunction<List<Long>> reserve) {
    this.reserve = reserve;
  }

  /** Keeps enough in store; may wait for the database. */
  void fill() {
    if (free.size() < KEPT / 2) {
      free.addAll(reserve.apply(KEPT / 2));
    }
  }

  /**
   * The id of a call while it lasts. For the hearing thread.
   *
   * @param fresh nothing of it can have been written before this life of the program
   */
  long of(Call call, boolean fresh) {
    var key = Line.key(call.linkedid(), call.generation());
    var id = given.get(key);
    if (id == null) {
      var next = fresh && call.open() ? free.poll() : null;
      id = next == null ? NONE : next;
    }
    if (call.open()) {
      given.put(key, id);
    } else {
      given.remove(key);
    }
    return id;
  }

  /** The ids of the calls that go on. For the hearing thread, or when that has ended. */
  List<Long> given() {
    return given.values().stream().filter(id -> id != NONE).toList();
  }

  /** A call that went into another one. */
  void forget(String linkedid, int generation) {
    given.remove(Line.key(linkedid, generation));
  }
}
