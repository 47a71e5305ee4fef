package io.ringcard.calllog;

import io.ringcard.pbx.PbxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What CoreShowChannels would list. */
final class LivingChannels {
  private final Map<String, PbxEvent.ChannelOpened> open = new LinkedHashMap<>();
  private final Map<String, PbxEvent.Channel> now = new HashMap<>();
  private final Set<String> up = new HashSet<>();
  private final Map<String, String> bridges = new HashMap<>();

  void hear(PbxEvent event) {
    if (event instanceof PbxEvent.OfChannel of) {
      now.put(of.channel().uniqueid(), of.channel());
    }
    switch (event) {
      case PbxEvent.ChannelOpened e -> open.put(e.channel().uniqueid(), e);
      case PbxEvent.Answered e -> up.add(e.channel().uniqueid());
      case PbxEvent.BridgeEntered e -> bridges.put(e.channel().uniqueid(), e.bridge());
      case PbxEvent.BridgeLeft e -> bridges.remove(e.channel().uniqueid(), e.bridge());
      case PbxEvent.HungUp e -> open.remove(e.channel().uniqueid());
      default -> {}
    }
  }

  PbxEvent.LinkRestored list(@Nullable Instant at) {
    return new PbxEvent.LinkRestored(
        at,
        open.values().stream()
            .map(opened -> {
              var id = opened.channel().uniqueid();
              return new PbxEvent.LiveChannel(
                  now.get(id),
                  up.contains(id),
                  !up.contains(id),
                  opened.number(),
                  opened.name(),
                  opened.exten(),
                  bridges.get(id),
                  at == null || opened.at() == null ? null : Duration.between(opened.at(), at));
            })
            .toList());
  }
}
