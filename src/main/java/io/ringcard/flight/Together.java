package io.ringcard.flight;

import io.ringcard.pbx.Party;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxEvent.Channel;
import io.ringcard.pbx.PbxProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who hears whom at the moment: those in one bridge, or in two that a Local channel joins. */
final class Together {

  private final PbxProfile profile;
  private final Map<String, Map<String, Channel>> bridges = new LinkedHashMap<>();

  Together(PbxProfile profile) {
    this.profile = profile;
  }

  /** In a waiting bridge nobody hears the other. */
  void enters(PbxEvent.BridgeEntered event) {
    if (event.swappedOut() != null) {
      leaves(event.bridge(), event.swappedOut());
    }
    if (!event.waiting()) {
      bridges
          .computeIfAbsent(event.bridge(), _ -> new LinkedHashMap<>())
          .put(event.channel().uniqueid(), event.channel());
    }
  }

  void leaves(String bridge, String uniqueid) {
    bridges.getOrDefault(bridge, new LinkedHashMap<>()).remove(uniqueid);
  }

  /** Groups of two and more; the exchange's own aids are nobody. */
  List<List<Channel>> groups() {
    return joined().stream().map(this::somebody).filter(group -> group.size() > 1).toList();
  }

  /** The group of the channel, itself first when it is somebody. */
  List<Channel> around(Channel channel) {
    return joined().stream()
        .filter(group -> group.contains(channel))
        .findFirst()
        .map(group -> {
          group.remove(channel);
          group.addFirst(channel);
          return somebody(group);
        })
        .orElse(List.of());
  }

  private List<List<Channel>> joined() {
    var groups = new ArrayList<List<Channel>>();
    for (var members : bridges.values()) {
      List<Channel> group = new ArrayList<>(members.values());
      var same = groups.stream().filter(other -> isJoined(group, other)).toList();
      same.forEach(group::addAll);
      groups.removeAll(same);
      groups.add(group);
    }
    return groups;
  }

  private List<Channel> somebody(List<Channel> group) {
    return group.stream().filter(this::isSomebody).toList();
  }

  private boolean isJoined(List<Channel> one, List<Channel> other) {
    var common = halves(one);
    common.retainAll(halves(other));
    return !common.isEmpty();
  }

  private Set<String> halves(List<Channel> group) {
    var pairs = new HashSet<String>();
    for (var channel : group) {
      if (profile.partyOf(channel.name()) instanceof Party.LocalHalf(var pair)) {
        pairs.add(pair);
      }
    }
    return pairs;
  }

  private boolean isSomebody(Channel channel) {
    var party = profile.partyOf(channel.name());
    return party.isPhone() || party.isTrunk();
  }
}
