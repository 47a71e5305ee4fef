package io.ringcard.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcard.store.DatabaseSettings;
import io.ringcard.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server holds what the settings say, eight for what is urgent, and one that listens. */
@Timeout(60)
class DatabaseChecksTest {

  private static final String KEY = "database.connections";

  private final TestDatabase database = TestDatabase.fresh();
  private final String name = database.settings().database();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void oneServerAndOneThatStandsByFit() {
    assertThat(check("ringcard", 5).mark()).isEqualTo(Check.Mark.OK);
  }

  @Test
  void aUserWhoMayHaveTooFew() {
    database.execute("create role few login password 'few' connection limit 28 in role ringcard");
    try {
      var check = check("few", 20);
      assertThat(check.mark()).isEqualTo(Check.Mark.FAIL);
      assertThat(print(check, "ru"))
          .contains(
              "база пускает 28, а сервер держит до 29",
              "alter role few connection limit 58;",
              "connections: 19");
      assertThat(check("few", 19).mark()).isEqualTo(Check.Mark.WARN);
      assertThat(check("few", 5).mark()).isEqualTo(Check.Mark.OK);
    } finally {
      database.execute("drop role few");
    }
  }

  @Test
  void aDatabaseThatMayHaveTooFew() {
    database.execute("alter database " + name + " connection limit 13");
    var check = check("ringcard", 5);
    assertThat(check.mark()).isEqualTo(Check.Mark.FAIL);
    assertThat(print(check, "en"))
        .contains("13 are let in", "alter database " + name + " connection limit 28;");
  }

  @Test
  void aServerOfDatabasesThatHasTooFew() {
    var check = check("ringcard", 1000);
    assertThat(check.mark()).isEqualTo(Check.Mark.FAIL);
    assertThat(print(check, "en")).contains("postgresql.conf", "max_connections = 2038");
  }

  private Check check(String user, int connections) {
    var own = database.settings();
    var password = user.equals(own.user()) ? own.password() : user;
    var settings = new DatabaseSettings(own.host(), own.port(), name, user, password, connections);
    return new DatabaseChecks(false)
        .list(Optional.of(settings), Path.of("nowhere")).stream()
            .filter(check -> check.key().equals(KEY))
            .findFirst()
            .orElseThrow();
  }

  private static String print(Check check, String language) {
    var out = new ByteArrayOutputStream();
    new Report(List.of(check), Words.of(language)).print(new PrintStream(out, true, UTF_8), false);
    return out.toString(UTF_8);
  }
}
