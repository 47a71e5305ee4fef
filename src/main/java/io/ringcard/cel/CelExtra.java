package io.ringcard.cel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringcard.pbx.PbxEvent.Channel;
import org.jspecify.annotations.Nullable;

/** The last field of a row, JSON; what is absent or no JSON tells nothing. */
final class CelExtra {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode json;

  private CelExtra(JsonNode json) {
    this.json = json;
  }

  static CelExtra of(CelRow row) {
    if (row.extra().isEmpty()) {
      return new CelExtra(JSON.createObjectNode());
    }
    try {
      return new CelExtra(JSON.readTree(row.extra()));
    } catch (JsonProcessingException none) {
      return new CelExtra(JSON.createObjectNode());
    }
  }

  String get(String key) {
    return json.path(key).asText("");
  }

  @Nullable Integer number(String key) {
    var value = json.path(key);
    return value.canConvertToInt() && value.isIntegralNumber() ? value.intValue() : null;
  }

  /** The channel under {@code prefix}, with {@code linkedid} for want of its own. */
  @Nullable Channel channel(String prefix, String linkedid) {
    var uniqueid = get(prefix + "_uniqueid");
    return uniqueid.isEmpty() ? null : new Channel(uniqueid, linkedid, get(channelName(prefix)));
  }

  private String channelName(String prefix) {
    return json.has(prefix + "_name") ? prefix + "_name" : prefix;
  }
}
