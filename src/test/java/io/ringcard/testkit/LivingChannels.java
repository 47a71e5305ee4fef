package io.ringcard.testkit;

import io.ringcard.pbx.PbxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What CoreShowChannels would list: whole seconds of age, and no word of what has been. */
public final class LivingChannels {
  private final Map<String, PbxEvent.ChannelOpened> open = new LinkedHashMap<>();
  private final Map<String, PbxEvent.Channel> now = new HashMap<>();
  private final Set<String> ringing = new HashSet<>();
  private final Set<String> up = new HashSet<>();
  private final Map<String, String> bridges = new HashMap<>();
  private final Set<String> born = new LinkedHashSet<>();

  public void hear(PbxEvent event) {
    if (event instanceof PbxEvent.OfChannel of) {
      now.put(of.channel().uniqueid(), of.channel());
    }
    switch (event) {
      case PbxEvent.ChannelOpened e -> {
        open.put(e.channel().uniqueid(), e);
        born.add(e.channel().linkedid());
      }
      case PbxEvent.Ringing e -> ringing.add(e.channel().uniqueid());
      case PbxEvent.Answered e -> up.add(e.channel().uniqueid());
      case PbxEvent.BridgeEntered e -> {
        bridges.remove(e.swappedOut(), e.bridge());
        bridges.put(e.channel().uniqueid(), e.bridge());
        if (!e.waiting() && !e.conference()) {
          together(e.bridge());
        }
      }
      case PbxEvent.BridgeLeft e -> bridges.remove(e.channel().uniqueid(), e.bridge());
      case PbxEvent.HungUp e -> open.remove(e.channel().uniqueid());
      case PbxEvent.Stopped _ -> open.clear();
      default -> {}
    }
  }

  /** Who is in a bridge bears the eldest's name from then on, of which no event tells. */
  private void together(String bridge) {
    var inside = bridges.keySet().stream().filter(id -> bridge.equals(bridges.get(id))).toList();
    var names = inside.stream().map(now::get).map(PbxEvent.Channel::linkedid).toList();
    var eldest = born.stream().filter(names::contains).findFirst().orElseThrow();
    for (var id : inside) {
      now.computeIfPresent(id, (_, was) -> new PbxEvent.Channel(id, eldest, was.name()));
    }
  }

  public PbxEvent.LinkRestored list(@Nullable Instant at) {
    return new PbxEvent.LinkRestored(
        at,
        open.values().stream()
            .map(opened -> {
              var id = opened.channel().uniqueid();
              return new PbxEvent.LiveChannel(
                  now.get(id),
                  up.contains(id),
                  ringing.contains(id) && !up.contains(id),
                  opened.number(),
                  opened.name(),
                  opened.exten(),
                  bridges.get(id),
                  age(opened.at(), at));
            })
            .toList());
  }

  private static @Nullable Duration age(@Nullable Instant opened, @Nullable Instant at) {
    return at == null || opened == null
        ? null
        : Duration.ofSeconds(Duration.between(opened, at).toSeconds());
  }
}
