package io.ringcard.cel;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One row as {@code cel_custom.conf} of our configuration orders it: {@code EventTime, EventType,
 * Name, Num, ani, rdnis, dnid, Exten, Context, ChanName, AppName, AppData, AMAFlags, AccountCode,
 * UniqueID, LinkedID, Peer, UserField, userdeftype, EventExtra}. Empty text stands for what is
 * absent.
 *
 * @param time as written: of the exchange's zone, or seconds since 1970
 * @param extra JSON, or empty
 */
public record CelRow(
    String time,
    String event,
    String name,
    String number,
    String ani,
    String rdnis,
    String dnid,
    String exten,
    String context,
    String channel,
    String application,
    String data,
    String amaFlags,
    String account,
    String uniqueid,
    String linkedid,
    String peer,
    String userField,
    String userEvent,
    String extra) {

  public static final int FIELDS = 20;

  private static final List<String> NAMES =
      List.of(
          "EventTime",
          "EventType",
          "Name",
          "Num",
          "ani",
          "rdnis",
          "dnid",
          "Exten",
          "Context",
          "ChanName",
          "AppName",
          "AppData",
          "AMAFlags",
          "AccountCode",
          "UniqueID",
          "LinkedID",
          "Peer",
          "UserField",
          "userdeftype",
          "EventExtra");

  /** Each value behind its name, without those that are empty. */
  public List<String> lines() {
    var values = values();
    return IntStream.range(0, FIELDS)
        .filter(i -> !values.get(i).isEmpty())
        .mapToObj(i -> NAMES.get(i) + ": " + values.get(i))
        .toList();
  }

  /** All values, none of them in quotes. */
  public String line() {
    return String.join(",", values());
  }

  private List<String> values() {
    return List.of(
        time,
        event,
        name,
        number,
        ani,
        rdnis,
        dnid,
        exten,
        context,
        channel,
        application,
        data,
        amaFlags,
        account,
        uniqueid,
        linkedid,
        peer,
        userField,
        userEvent,
        extra);
  }

  /** In the order above. */
  public static CelRow of(List<String> f) {
    return new CelRow(
        f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.get(8),
        f.get(9), f.get(10), f.get(11), f.get(12), f.get(13), f.get(14), f.get(15), f.get(16),
        f.get(17), f.get(18), f.get(19));
  }
}
