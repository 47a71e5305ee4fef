package io.ringcard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcard.http.Contract.Operation;
import io.ringcard.kernel.Principal;
import io.ringcard.kernel.Role;
import io.ringcard.testkit.TestServer;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the contract is closed to those it is not for; none can be forgotten. */
class ContractGuardTest {

  private static final List<String> PUBLIC =
      List.of(
          "health",
          "metrics",
          "openapi",
          "signIn",
          "getUploadScript",
          "getUploadedRecords",
          "beginUploadedRecords",
          "sendRecords",
          "getUploadedRecording",
          "sendRecording");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(new Routes());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Operation> operations() {
    return Contract.load().operations();
  }

  private static String path(Operation operation) {
    return operation.path().replaceAll("\\{[a-z]+}", "1");
  }

  @Test
  void thePublicOnesAreOneShortList() {
    assertThat(operations().stream().filter(Operation::isPublic).map(Operation::id))
        .containsExactlyInAnyOrderElementsOf(PUBLIC);
    assertThat(operations())
        .hasSizeGreaterThan(30)
        .allMatch(operation -> operation.isPublic() == operation.roles().isEmpty());
  }

  @Test
  void withoutASessionNothingElseIsLookedAt() {
    for (var client :
        List.of(
            server.stranger(),
            server.stranger().with("X-Requested-With", "ringcard"),
            server.stranger().with("Cookie", "ringcard=unknown"),
            server.stranger().with("Cookie", "ringcard="))) {
      for (var operation : operations()) {
        if (!operation.isPublic()) {
          for (var path : List.of(path(operation), path(operation) + "?nonsense=%00")) {
            assertThat(client.exchange(operation.method(), path).problem())
                .as(operation.id())
                .isEqualTo("401 unauthenticated - session");
          }
        }
      }
      assertThat(client.get("/api/nothing").status()).isEqualTo(401);
      assertThat(client.get("/api").status()).isEqualTo(401);
      assertThat(client.get("/api/calls/not-a-number").status()).isEqualTo(401);
      assertThat(client.exchange("TRACE", "/api/calls").status()).isEqualTo(401);
      assertThat(client.post("/api/clients", "{").status()).isEqualTo(401);
    }
  }

  @Test
  void aWrongRoleIsForbiddenAndARightOneIsNot() {
    var tried = new TreeSet<String>();
    for (var role : Role.values()) {
      var client = server.as(new Principal(role.ordinal(), role.slug(), "x", role));
      for (var operation : operations()) {
        if (operation.isPublic() || operation.id().equals("push")) {
          continue;
        }
        var reply = client.exchange(operation.method(), path(operation) + "?nonsense=1");
        if (operation.roles().contains(role)) {
          assertThat(reply.problem())
              .as(operation.id())
              .containsPattern("^(400 invalid|404 not-found) ");
        } else {
          assertThat(reply.problem()).as(operation.id()).isEqualTo("403 forbidden - role");
          tried.add(operation.id());
        }
      }
    }
    assertThat(tried).contains("createUser", "reportDurations");
  }

  @Test
  void writesNeedTheirHeader() {
    var bare =
        server
            .as(new Principal(1, "admin", "Admin", Role.ADMINISTRATOR))
            .without("X-Requested-With");
    for (var client : List.of(bare, bare.with("X-Requested-With", "XMLHttpRequest"))) {
      for (var operation : operations()) {
        if (operation.isWrite()) {
          assertThat(client.exchange(operation.method(), path(operation)).problem())
              .as(operation.id())
              .isEqualTo("403 forbidden - header");
        }
      }
    }
  }

  @Test
  void whatIsNotInTheContractIsNotFound() {
    var client = server.as(new Principal(1, "anna", "Anna", Role.OPERATOR));
    for (var path :
        List.of(
            "/api", "/api/", "/api/nothing", "/api/calls/", "/api/calls/1/2/3", "/api//calls")) {
      assertThat(client.get(path).problem()).as(path).isEqualTo("404 not-found path unknown");
    }
    assertThat(client.exchange("PUT", "/api/calls").problem())
        .isEqualTo("404 not-found path unknown");
  }

  @Test
  void aHouseWithGapsDoesNotStart() {
    assertThat(Server.missing(new Routes())).contains("listCalls").doesNotContain("push", "health");
    assertThat(Server.missing(new Routes().on("listCalls", request -> null)))
        .doesNotContain("listCalls");
    assertThatThrownBy(() -> TestServer.start(new Routes().on("invented", request -> null)))
        .hasMessageContaining("invented");
    assertThat(
            server.as(new Principal(1, "anna", "Anna", Role.OPERATOR)).get("/api/calls").problem())
        .isEqualTo("501 unavailable - operation");
  }
}
