package io.ringcard.records;

import io.ringcard.cel.CelSpool;
import io.ringcard.cel.CelSpools;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import io.ringcard.recording.RecordingInbox;
import io.ringcard.recording.RecordingInbox.Refused;
import io.ringcard.recording.RecordingInbox.Taken;
import io.ringcard.recording.RecordingInbox.Wanted;
import io.ringcard.store.Db;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What exchanges send, over HTTP. The token comes before all else, then each part is checked. */
final class UploadRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(UploadRoutes.class);

  static final int LARGEST_PIECE = 1 << 20;
  private static final String SCRIPT = "/asterisk/ringcard-upload.sh";
  private static final String BEARER = "Bearer ";

  private final Db db;
  private final Tokens tokens;
  private final CelSpools spools;
  private final LongFunction<Optional<Path>> folders;
  private final Map<Path, RecordingInbox> inboxes = new ConcurrentHashMap<>();
  private final AccessSql sql = new AccessSql();

  /**
   * @param folders where the recordings of an exchange are looked for
   */
  UploadRoutes(Db db, CelSpools spools, LongFunction<Optional<Path>> folders, InstantSource clock) {
    this.db = db;
    this.tokens = new Tokens(db, clock);
    this.spools = spools;
    this.folders = folders;
  }

  void addTo(Routes routes) {
    routes
        .on("listSenders", request -> new SenderList(sql.senders(db)))
        .on("makeUploadToken", request -> new Token(tokens.make(request.id())))
        .on("putRecordsPassword", this::putPassword)
        .on("getUploadScript", this::script)
        .on("getUploadedRecords", this::records)
        .on("beginUploadedRecords", this::begin)
        .on("sendRecords", this::sendRecords)
        .on("getUploadedRecording", this::recording)
        .on("sendRecording", this::sendRecording);
  }

  record SenderList(List<AccessSql.Sender> items) {}

  record Token(String token) {}

  record Records(boolean begun, long offset) {}

  record Password(String password) {}

  private @Nullable Object putPassword(Request request) {
    if (!sql.putPassword(db, request.id(), request.body(Password.class).password())) {
      throw new Problem.NotFound("id").asException();
    }
    return null;
  }

  private @Nullable Object script(Request request) throws IOException {
    try (var in = Objects.requireNonNull(UploadRoutes.class.getResourceAsStream(SCRIPT))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var response =
          request.raw().response().putHeader("Content-Type", "text/x-shellscript; charset=utf-8");
      request.socket().execute(() -> response.end(text));
    }
    return null;
  }

  private Records records(Request request) {
    var spool = spool(request);
    var file = request.find("file");
    return onDisk(() ->
        new Records(spool.isBegun(), file.isEmpty() ? 0 : spool.offset(id(file.get())).orElse(0)));
  }

  private Records begin(Request request) {
    var spool = spool(request);
    var id = id(required(request, "file"));
    var offset = offset(request);
    return onDisk(() -> {
      spool.begin(id, offset);
      return new Records(true, spool.offset(id).orElseThrow());
    });
  }

  private Records sendRecords(Request request) {
    var spool = spool(request);
    var id = id(required(request, "file"));
    var offset = offset(request);
    var bytes = piece(request);
    return onDisk(() -> {
      try {
        return new Records(true, spool.append(id, offset, bytes));
      } catch (CelSpool.Apart apart) {
        throw new Problem.Conflict("offset", "stale", Map.of("offset", apart.offset()))
            .asException();
      }
    });
  }

  private Taken recording(Request request) {
    var inbox = inbox(request);
    var wanted = wanted(request);
    return taken(() -> inbox.look(wanted));
  }

  private Taken sendRecording(Request request) {
    var inbox = inbox(request);
    var wanted = wanted(request);
    var offset = offset(request);
    var bytes = piece(request);
    return taken(() -> inbox.append(wanted, offset, bytes));
  }

  private CelSpool spool(Request request) {
    return spools.of(sender(request));
  }

  private RecordingInbox inbox(Request request) {
    var folder =
        folders
            .apply(sender(request))
            .orElseThrow(() -> new Problem.Conflict("recordings", "unset").asException());
    return inboxes.computeIfAbsent(folder, RecordingInbox::new);
  }

  private long sender(Request request) {
    var header = request.raw().request().getHeader("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      throw new Problem.Unauthenticated("token").asException();
    }
    return tokens.pbx(header.substring(BEARER.length()).strip());
  }

  private static byte[] piece(Request request) {
    var bytes = onDisk(() -> request.stream().readNBytes(LARGEST_PIECE + 1));
    if (bytes.length > LARGEST_PIECE) {
      throw new Problem.TooLarge("body").asException();
    }
    return bytes;
  }

  private static String id(String file) {
    if (!CelSpool.isId(file)) {
      throw new Problem.Invalid("file", "pattern").asException();
    }
    return file;
  }

  private static Wanted wanted(Request request) {
    var wanted =
        new Wanted(required(request, "name"), number(request, "size"), required(request, "sha256"));
    if (wanted.size() > RecordingInbox.LARGEST) {
      throw new Problem.TooLarge("size").asException();
    }
    if (!wanted.isSound()) {
      throw new Problem.Invalid("name", "pattern").asException();
    }
    return wanted;
  }

  private static long offset(Request request) {
    return number(request, "offset");
  }

  private static long number(Request request, String name) {
    var text = required(request, name);
    if (!text.matches("[0-9]{1,15}")) {
      throw new Problem.Invalid(name, "type").asException();
    }
    return Long.parseLong(text);
  }

  private static String required(Request request, String name) {
    return request
        .find(name)
        .orElseThrow(() -> new Problem.Invalid(name, "required").asException());
  }

  private interface OnDisk<T> {
    T take() throws IOException;
  }

  /** A disk that refuses is no fault of the sender, who comes again. */
  private static <T> T onDisk(OnDisk<T> work) {
    try {
      return work.take();
    } catch (IOException e) {
      LOG.error("what exchanges send cannot be kept", e);
      throw new Problem.Unavailable("disk").asException();
    }
  }

  private interface Taking {
    Taken take() throws IOException, Refused;
  }

  private static Taken taken(Taking work) {
    return onDisk(() -> {
      try {
        return work.take();
      } catch (Refused e) {
        throw refused(e);
      }
    });
  }

  private static RuntimeException refused(Refused e) {
    return switch (e.why()) {
      case APART ->
          new Problem.Conflict("offset", "stale", Map.of("offset", e.offset())).asException();
      case BROKEN ->
          new Problem.Conflict("sha256", "broken", Map.of("offset", e.offset())).asException();
      case TAKEN -> new Problem.Conflict("name", "taken").asException();
      case LONGER -> new Problem.Invalid("size", "minimum").asException();
      case FULL -> new Problem.Unavailable("disk").asException();
    };
  }
}
