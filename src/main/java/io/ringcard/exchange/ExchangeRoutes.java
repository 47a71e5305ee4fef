package io.ringcard.exchange;

import io.ringcard.ami.AmiSettings;
import io.ringcard.doctor.Check;
import io.ringcard.doctor.Doctor;
import io.ringcard.doctor.Report;
import io.ringcard.doctor.Words;
import io.ringcard.exchange.ExchangeSql.WithSecret;
import io.ringcard.exchange.ExchangeView.Live;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import io.ringcard.kernel.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The exchanges over HTTP, and a look at one before it is taken. */
public final class ExchangeRoutes {

  private final ExchangeBook book;
  private final Exchanges running;
  private final String region;
  private final String language;

  /**
   * @param region of the house: what a new exchange has unless told
   */
  public ExchangeRoutes(ExchangeBook book, Exchanges running, String region, String language) {
    this.book = book;
    this.running = running;
    this.region = region;
    this.language = language;
  }

  public void addTo(Routes routes) {
    routes
        .on("listExchanges", request -> new Page(book.read().stream().map(this::view).toList()))
        .on("createExchange", this::create)
        .on("patchExchange", this::patch)
        .on("tryExchange", this::attempt);
  }

  record Page(List<ExchangeView> items, @Nullable String next) {
    Page(List<ExchangeView> items) {
      this(items, null);
    }
  }

  private ExchangeView create(Request request) {
    var body = request.body(ExchangeBody.class);
    var added = book.add(body.over(blank(), request::has), Objects.requireNonNull(body.secret()));
    running.soon();
    return view(added);
  }

  private ExchangeView patch(Request request) {
    var body = request.body(ExchangeBody.class);
    var version = Objects.requireNonNull(body.version());
    var changed =
        book.change(
            request.id(), version, before -> body.over(before, request::has), body.secret());
    running.soon();
    return view(changed);
  }

  record Trial(@Nullable Long id, String language, ExchangeBody exchange) {}

  record Tried(boolean ok, List<Map<String, Object>> checks) {}

  /** Without a secret the one of that exchange is used, but for its own place only. */
  private Tried attempt(Request request) throws InterruptedException {
    var trial = request.body(Trial.class);
    var before = trial.id() == null ? null : book.get(trial.id());
    var tried = trial.exchange().over(before == null ? blank() : before.exchange(), member -> true);
    var secret = trial.exchange().secret();
    if (secret == null) {
      if (before == null || !tried.isSamePlaceAs(before.exchange())) {
        throw new Problem.Invalid("exchange.secret", "required").asException();
      }
      secret = before.secret();
    }
    var found = Doctor.examine(tried.ami(secret), tried.context());
    var checks = tried.fromFile() ? found : found.stream().map(Check::onPage).toList();
    var report = new Report(checks, Words.of(trial.language()));
    return new Tried(report.isWell(), report.lines());
  }

  private Exchange blank() {
    return new Exchange(
        0,
        "",
        null,
        AmiSettings.PORT,
        false,
        null,
        null,
        "PJSIP/%s",
        "click-to-call",
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        region,
        language,
        true,
        false,
        0);
  }

  private ExchangeView view(WithSecret one) {
    var id = Long.toString(one.exchange().id());
    var live =
        running.links().stream()
            .filter(link -> id.equals(link.id()))
            .findFirst()
            .map(link ->
                Live.of(
                    link, running.find(one.exchange().id()).map(LiveExchange::pulse).orElse(null)));
    return ExchangeView.of(one, live.orElse(null));
  }
}
