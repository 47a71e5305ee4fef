package io.ringcard.call;

import io.ringcard.call.Call.Transfer;
import io.ringcard.call.Call.TransferType;
import io.ringcard.call.CallState.Attended;
import io.ringcard.call.CallState.Blind;
import io.ringcard.call.CallState.Park;
import io.ringcard.call.CallState.Pickup;
import io.ringcard.call.Facts.Line;
import io.ringcard.pbx.Signalled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the client changed hands, and what came of each move. */
final class Transfers {

  private record Placed(Moment when, Transfer transfer) {}

  private final CallState state;
  private final List<Talk> talks;

  private Transfers(CallState state, List<Talk> talks) {
    this.state = state;
    this.talks = talks;
  }

  static List<Transfer> of(CallState state, List<Talk> talks) {
    if (state.moves().isEmpty() && state.lines().stream().noneMatch(Transfers::isForwarded)) {
      return List.of();
    }
    var transfers = new Transfers(state, talks);
    var placed = new ArrayList<Placed>();
    for (var move : state.moves()) {
      placed.add(new Placed(move.when(), transfers.transfer(move)));
    }
    for (var line : state.lines()) {
      var dial = line.dial();
      if (dial != null && dial.ended() != null && isForwarded(line)) {
        placed.add(new Placed(dial.ended(), transfers.forward(line, dial)));
      }
    }
    return placed.stream()
        .sorted(Comparator.comparing(Placed::when))
        .map(Placed::transfer)
        .toList();
  }

  /** True when this phone's part ended by giving the client to somebody else. */
  static boolean gaveAway(CallState state, Line phone) {
    return state.moves().stream()
        .anyMatch(move ->
            switch (move) {
              case Blind blind -> blind.transferer().equals(phone.uniqueid());
              case Attended attended ->
                  attended.transferer().equals(phone.uniqueid())
                      || attended.consulting().equals(phone.uniqueid());
              case Park _, Pickup _ -> false;
            });
  }

  private Transfer transfer(CallState.Move move) {
    return switch (move) {
      case Blind blind -> blind(blind);
      case Attended attended -> attended(attended);
      case Pickup pickup ->
          new Transfer(
              TransferType.PICKUP,
              null,
              extension(pickup.target()),
              extension(pickup.picker()),
              pickup.when().at(),
              talked(pickup.picker()) ? "answered" : null);
      case Park park ->
          new Transfer(
              TransferType.PARK,
              null,
              park.parker(),
              extension(park.retriever()),
              park.when().at(),
              parking(park));
    };
  }

  private @Nullable String parking(Park park) {
    if (park.ended() == null) {
      return state.isOver() ? "abandoned" : null;
    }
    return park.retriever() == null ? "timeout" : "retrieved";
  }

  private Transfer blind(Blind blind) {
    var conference = inConference(blind);
    return new Transfer(
        conference ? TransferType.CONFERENCE : TransferType.BLIND,
        null,
        extension(blind.transferer()),
        blind.extension(),
        blind.when().at(),
        conference ? "joined" : outcome(blind.when(), blind.extension()));
  }

  private boolean inConference(Blind blind) {
    var transferee = state.find(blind.transferee());
    if (transferee == null) {
      return false;
    }
    for (var stay : transferee.stays()) {
      if (!stay.entered().before(blind.when())) {
        return stay.conference();
      }
    }
    return false;
  }

  private Transfer attended(Attended attended) {
    var reached = Consulted.of(state, attended.consulting(), attended.target());
    return new Transfer(
        TransferType.ATTENDED,
        null,
        extension(attended.transferer()),
        reached == null ? null : numberOf(reached),
        attended.when().at(),
        reached == null || reached.isUp() ? "completed" : missed(reached));
  }

  /** The extension, or what was dialled on a line to the outside. */
  private static @Nullable String numberOf(Line line) {
    return line.party().isPhone() || line.dial() == null
        ? line.party().extension()
        : Signalled.dialled(line.dial().dialString());
  }

  private Transfer forward(Line line, Facts.Dial dial) {
    var destination = dial.forwardedTo() == null ? "" : dial.forwardedTo();
    var at = destination.indexOf('@');
    var number = at < 0 ? destination : destination.substring(0, at);
    var to = number.substring(number.lastIndexOf('/') + 1);
    var when = dial.ended() == null ? dial.began() : dial.ended();
    return new Transfer(
        TransferType.FORWARD,
        null,
        line.party().extension(),
        to,
        Moment.at(when),
        outcome(when, to));
  }

  private static boolean isForwarded(Line line) {
    return line.dial() != null && line.dial().forwardedTo() != null;
  }

  /** What became of the phone that the client was sent to, else of those called from then on. */
  private @Nullable String outcome(Moment from, String extension) {
    var called =
        state.lines().stream()
            .filter(line -> line.party().isPhone() || line.party().isTrunk())
            .filter(line -> line.dial() != null && !line.dial().began().before(from))
            .toList();
    var meant = called.stream().filter(line -> extension.equals(line.party().extension())).toList();
    var judged = meant.isEmpty() ? called : meant;
    if (judged.isEmpty()) {
      return state.isOver() ? "failed" : null;
    }
    return judged.stream().anyMatch(this::reached) ? "answered" : missed(judged.getFirst());
  }

  private boolean reached(Line line) {
    return talked(line.uniqueid()) || (line.party().isTrunk() && line.isUp());
  }

  private @Nullable String missed(Line line) {
    if (Legs.ringEnd(state, line) == null) {
      return null;
    }
    return Legs.isBusy(line) ? "busy" : "no_answer";
  }

  private boolean talked(String uniqueid) {
    return talks.stream().anyMatch(talk -> talk.phone().uniqueid().equals(uniqueid));
  }

  private @Nullable String extension(@Nullable String uniqueid) {
    var line = state.find(uniqueid);
    return line == null ? null : line.party().extension();
  }
}
