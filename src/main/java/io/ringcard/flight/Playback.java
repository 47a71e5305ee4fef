package io.ringcard.flight;

import io.ringcard.ami.AmiBlock;
import io.ringcard.ami.AmiListener;
import io.ringcard.ami.AmiSnapshot;
import io.ringcard.ami.AmiTranslator;
import io.ringcard.pbx.PbxEvent;
import io.ringcard.pbx.PbxProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a journal holds, heard once more by {@link Trails}. */
final class Playback implements AmiListener {

  private final AmiTranslator translator;
  private final Trails trails;
  private final List<AmiBlock> listed = new ArrayList<>();
  private AmiSnapshot snapshot = new AmiSnapshot();
  private int connection;

  Playback(PbxProfile profile, Trails trails) {
    this.translator = new AmiTranslator(profile);
    this.trails = trails;
  }

  @Override
  public void block(AmiBlock block, Instant receivedAt, long from, long to) {
    var event = translator.translate(block, receivedAt);
    var list = event == null ? list(block, receivedAt) : null;
    if (event != null) {
      trails.hear(new Heard(from, connection, receivedAt, event, List.of(block)));
    } else if (list != null) {
      trails.hear(new Heard(from, connection, receivedAt, list, listed));
      listed.clear();
    }
  }

  /** The list of channels, which comes as many blocks. */
  private @Nullable PbxEvent list(AmiBlock block, Instant receivedAt) {
    var name = block.event();
    if (name != null && name.startsWith("CoreShowChannel")) {
      listed.add(block);
    }
    return snapshot.take(block, receivedAt);
  }

  @Override
  public void lost(Instant at, String reason, long to) {
    trails.hear(new Heard(to, connection, at, new PbxEvent.LinkLost(at), List.of()));
    connection++;
    snapshot = new AmiSnapshot();
    listed.clear();
  }
}
