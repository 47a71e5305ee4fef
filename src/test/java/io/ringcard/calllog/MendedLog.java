package io.ringcard.calllog;

import static java.util.stream.Collectors.toMap;

import io.ringcard.call.CallEvent;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.store.Db;
import io.ringcard.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a stream that was heard in part, before and after the exchange's own records
 * have come. Whoever called or was called is a client, every extension is somebody's.
 *
 * @param heard conversations as the stream told them
 * @param mended the same settled by the records
 * @param clients whom the log then says that somebody has talked to
 * @param wrongSums what reports would tell otherwise than the log, before or after
 */
public record MendedLog(
    List<Conversation> heard,
    List<Conversation> mended,
    List<Client> clients,
    List<Tallies.Difference> wrongSums) {

  /** A row; moments and times in milliseconds. */
  public record Conversation(
      String linkedid,
      String direction,
      @Nullable String result,
      @Nullable String number,
      @Nullable String did,
      List<String> parts,
      @Nullable Long answered,
      @Nullable Long ended,
      @Nullable Long talked) {}

  /** In whose history calls stand, and when the last talk began. */
  public record Client(String number, int calls, @Nullable Long talkedAt) {}

  /**
   * @param records the exchange's file for this time
   * @param folder for a copy that grows
   */
  public static MendedLog of(List<CallEvent> told, Path records, Path folder) throws IOException {
    try (var database = TestDatabase.fresh()) {
      var tallies = new Tallies();
      tallies.begin(database.db(), ZoneId.of("UTC"));
      var log = new CallLog(database.db(), new Everybody(database), List.of(), List.of());
      var pbx = log.pbx("main").id();
      log.write(pbx, told, 0);
      var heard = conversations(database.db());
      var wrong = new ArrayList<>(tallies.differences(database.db()));
      var master = folder.resolve("Master.csv");
      Files.deleteIfExists(master);
      try (var feed =
          new CelFeed(pbx, PbxProfile.standard(), master, log, CelFeedStage.LATER, written -> {})) {
        feed.round();
        Files.copy(records, master);
        feed.round();
        feed.round();
      }
      wrong.addAll(tallies.differences(database.db()));
      return new MendedLog(heard, conversations(database.db()), clients(database.db()), wrong);
    }
  }

  private static List<Conversation> conversations(Db db) {
    return db.list(
        """
        select c.*, array(select concat_ws(' ', o.extension, o.user_id, o.result) from call_operator o
            where o.call_id = c.id order by o.extension, o.result) as parts,
          (extract(epoch from c.answered_at) * 1000)::bigint as answered,
          (extract(epoch from c.ended_at) * 1000)::bigint as ended
        from call c where c.merged_into is null order by c.linkedid
        """,
        row ->
            new Conversation(
                row.getString("linkedid"),
                row.getString("direction"),
                row.getString("result"),
                row.getString("number"),
                row.getString("did"),
                List.of(row.getArrayOfStrings("parts")),
                row.getLong("answered"),
                row.getLong("ended"),
                row.getLong("talk_ms")));
  }

  private static List<Client> clients(Db db) {
    return db.list(
        """
        select p.name, (extract(epoch from nullif(t.at, '-infinity')) * 1000)::bigint as talked,
          (select count(*)::integer from call c where c.client_id = p.id and c.merged_into is null) as calls
        from client p join client_talked t on t.client_id = p.id
        where exists (select from call c where c.client_id = p.id and c.merged_into is null) or t.at <> '-infinity'
        order by p.name
        """,
        row -> new Client(row.getString("name"), row.getInteger("calls"), row.getLong("talked")));
  }

  private static final class Everybody implements CallerLookup {

    private final TestDatabase database;
    private final Map<String, Long> clients = new HashMap<>();
    private final Map<String, Long> users = new HashMap<>();

    Everybody(TestDatabase database) {
      this.database = database;
    }

    @Override
    public Optional<String> number(long pbxId, String signalled) {
      return new Anybody().number(pbxId, signalled);
    }

    @Override
    public Map<String, Long> clientsOf(Db transaction, Set<String> numbers) {
      return numbers.stream()
          .collect(
              toMap(
                  Function.identity(),
                  number ->
                      clients.computeIfAbsent(
                          number,
                          name ->
                              transaction.get(
                                  "insert into client (name) values ($1) returning id",
                                  row -> row.getLong("id"),
                                  name))));
    }

    @Override
    public Optional<Long> userAt(long pbxId, String extension, Instant at) {
      return Optional.of(
          users.computeIfAbsent(
              extension, name -> database.user(name, "Operator " + name, "operator")));
    }
  }
}
