package io.ringcard.flight;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other digits for each run of digits: of the same length, the same for the same run, different for
 * different ones. Of a long number the last ten digits are the number and what stands before them
 * is kept: 8 and 7 before the same ten stay the same person. A single digit is kept: a key of a
 * menu, a step of the dialplan.
 */
final class Digits {

  private static final Pattern RUN = Pattern.compile("[0-9]{2,}");
  private static final int NATIONAL = 10;
  private static final int LONGEST_EXTENSION = 5;

  private final Set<String> originals;
  private final Map<String, String> fakes = new HashMap<>();
  private final Map<Integer, Integer> next = new HashMap<>();

  /**
   * @param originals every run that the text holds: none of them is given to another
   */
  Digits(Set<String> originals) {
    this.originals = originals;
  }

  /** The part of a run that is replaced. */
  static String own(String run) {
    return run.length() > NATIONAL ? run.substring(run.length() - NATIONAL) : run;
  }

  static Matcher runs(String text) {
    return RUN.matcher(text);
  }

  String mask(String text) {
    return runs(text).replaceAll(run -> maskRun(run.group()));
  }

  private String maskRun(String run) {
    var own = own(run);
    return run.substring(0, run.length() - own.length()) + fakes.computeIfAbsent(own, this::fresh);
  }

  /** The next one that is nobody's here; all of a length come in turn, so none comes twice. */
  private String fresh(String own) {
    for (var tried = 0; ; tried++) {
      var fake = written(next.merge(own.length(), 1, Integer::sum), own.length());
      if (!originals.contains(fake) || tried > originals.size()) {
        return fake;
      }
    }
  }

  /** Such as nobody has: from 5550000001 on, extensions from 201 on. */
  private static String written(int n, int length) {
    var all = BigInteger.TEN.pow(length);
    var first = new BigInteger(length > LONGEST_EXTENSION ? "555" : "2");
    var start = first.multiply(BigInteger.TEN.pow(length - first.toString().length()));
    var digits = start.add(BigInteger.valueOf(n)).mod(all).toString();
    return "0".repeat(length - digits.length()) + digits;
  }
}
