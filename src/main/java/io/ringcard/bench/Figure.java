package io.ringcard.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing measured.
 *
 * @param name says what is compared
 * @param reference the other side in the same run; null when the figure stands for itself
 * @param ratio ours to the reference
 * @param must what decides; a bound of the ratio, or of ours where there is no reference
 * @param aim what we want to reach one day
 * @param ok by {@code must}
 */
record Figure(
    String name,
    double ours,
    @Nullable Double reference,
    String unit,
    @Nullable Double ratio,
    double must,
    double aim,
    boolean ok) {

  /** A rate: our share of the reference. */
  static Figure share(
      String name, double ours, double reference, String unit, double must, double aim) {
    var ratio = ours / reference;
    return new Figure(name, ours, reference, unit, ratio, must, aim, ratio >= must);
  }

  /** A duration: how many times the reference. */
  static Figure times(
      String name, double ours, double reference, String unit, double must, double aim) {
    var ratio = ours / reference;
    return new Figure(name, ours, reference, unit, ratio, must, aim, ratio <= must);
  }

  /** Something that must not exceed a bound. */
  static Figure atMost(String name, double ours, String unit, double must, double aim) {
    return new Figure(name, ours, null, unit, null, must, aim, ours <= must);
  }

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", name);
    json.put("ours", ours);
    json.put("reference", reference);
    json.put("unit", unit);
    json.put("ratio", ratio);
    json.put("must", must);
    json.put("aim", aim);
    json.put("ok", ok);
    return json;
  }
}
