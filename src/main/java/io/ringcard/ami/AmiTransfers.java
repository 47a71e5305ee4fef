package io.ringcard.ami;

import io.ringcard.pbx.PbxEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events by which a call changes hands. */
final class AmiTransfers {

  private AmiTransfers() {}

  static @Nullable PbxEvent read(String name, AmiBlock block, @Nullable Instant at) {
    return switch (name) {
      case "BlindTransfer" -> blind(block, at);
      case "AttendedTransfer" -> attended(block, at);
      case "Pickup" -> {
        var picker = AmiTranslator.channel(block, "");
        var target = AmiTranslator.channel(block, "Target");
        yield picker == null || target == null ? null : new PbxEvent.PickedUp(at, picker, target);
      }
      case "ParkedCall" -> {
        var parkee = AmiTranslator.channel(block, "Parkee");
        yield parkee == null
            ? null
            : new PbxEvent.Parked(
                at, parkee, block.known("ParkerDialString"), block.get("ParkingSpace"));
      }
      case "ParkedCallTimeOut" -> {
        var parkee = AmiTranslator.channel(block, "Parkee");
        yield parkee == null ? null : new PbxEvent.ParkedTooLong(at, parkee);
      }
      case "UnParkedCall" -> {
        var parkee = AmiTranslator.channel(block, "Parkee");
        var retriever = AmiTranslator.channel(block, "Retriever");
        yield parkee == null || retriever == null
            ? null
            : new PbxEvent.Unparked(at, parkee, retriever);
      }
      default -> null;
    };
  }

  private static @Nullable PbxEvent blind(AmiBlock block, @Nullable Instant at) {
    var transferer = AmiTranslator.channel(block, "Transferer");
    if (transferer == null || !succeeded(block)) {
      return null;
    }
    var transferee = AmiTranslator.channel(block, "Transferee");
    return new PbxEvent.BlindTransferred(at, transferer, transferee, block.get("Extension"));
  }

  private static @Nullable PbxEvent attended(AmiBlock block, @Nullable Instant at) {
    var transferer = AmiTranslator.channel(block, "OrigTransferer");
    var consulting = AmiTranslator.channel(block, "SecondTransferer");
    if (transferer == null || consulting == null || !succeeded(block)) {
      return null;
    }
    return new PbxEvent.AttendedTransferred(
        at,
        transferer,
        consulting,
        AmiTranslator.channel(block, "Transferee"),
        AmiTranslator.channel(block, "TransferTarget"));
  }

  private static boolean succeeded(AmiBlock block) {
    return block.get("Result").equals("Success");
  }
}
