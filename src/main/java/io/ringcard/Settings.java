package io.ringcard;

import io.ringcard.ami.AmiSettings;
import io.ringcard.exchange.Exchange;
import io.ringcard.http.HttpSettings;
import io.ringcard.kernel.Problem;
import io.ringcard.pbx.PbxProfile;
import io.ringcard.recording.RecordingSettings;
import io.ringcard.store.DatabaseSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is set from outside, read and checked before any socket opens.
 *
 * @param zone of the installation: its days and hours are those of the reports
 * @param data folder for the journal and, without an own server, the database
 * @param database empty for the embedded one
 * @param region ISO country of the house, for numbers without country code
 * @param pbx the exchange of the file; empty when all are made in the page
 * @param administrator made at the first start when nobody can sign in yet
 */
record Settings(
    ZoneId zone,
    Path data,
    HttpSettings http,
    Optional<DatabaseSettings> database,
    String region,
    Optional<Pbx> pbx,
    RecordingSettings recordings,
    Rules rules,
    Optional<Administrator> administrator) {

  /**
   * The exchange.
   *
   * @param name as people call it; also its key in the database
   * @param channel what a click-to-call rings first, {@code %s} stands for the extension
   * @param context where the dialplan takes the number from there
   * @param cel the file in which the exchange records its calls, or the address of its database
   *     ({@code mariadb://…}, {@code postgresql://…}); empty when it sends them or has none
   * @param celPassword of that database
   */
  record Pbx(
      String name,
      AmiSettings ami,
      PbxProfile profile,
      String channel,
      String context,
      Optional<String> cel,
      Optional<String> celPassword) {

    /** As a row of the table of exchanges. */
    Exchange exchange(Path recordings) {
      return new Exchange(
          0,
          name,
          ami.host(),
          ami.port(),
          ami.tls(),
          ami.certificate() == null ? null : ami.certificate().toString(),
          ami.user(),
          channel,
          context,
          recordings.toString(),
          cel.orElse(null),
          profile.phones().stream().sorted().toList(),
          profile.trunks().stream().sorted().toList(),
          profile.ownNumbers().stream().sorted().toList(),
          profile.region(),
          profile.language(),
          true,
          true,
          0);
    }
  }

  /**
   * What words mean here.
   *
   * @param realTalk talk of at least this length closes a planned call
   */
  record Rules(Duration realTalk) {}

  /** The first person. */
  record Administrator(String login, String password) {}

  /** Of the operators at the file's exchange; at a new one unless told. */
  String language() {
    return pbx.map(Pbx::profile).orElseGet(PbxProfile::standard).language();
  }

  static Settings read(SettingsSource source) {
    return new Settings(
        zone(source),
        Path.of(source.find("data").orElse("ringcard-data")).toAbsolutePath(),
        http(source),
        source.find("database.host").map(host -> database(source, host)),
        source.find("pbx.region").orElse(PbxProfile.standard().region()),
        isAnyOf(source, "host", "user", "secret") ? Optional.of(pbx(source)) : Optional.empty(),
        recordings(source),
        new Rules(Duration.ofSeconds(source.integer("rules.realTalkSeconds", 10))),
        source
            .find("admin.login")
            .map(login -> new Administrator(login, source.get("admin.password"))));
  }

  private static ZoneId zone(SettingsSource source) {
    try {
      return source.find("zone").map(ZoneId::of).orElse(ZoneId.systemDefault());
    } catch (DateTimeException e) {
      throw new Problem.Invalid("zone", "unknown").asException();
    }
  }

  private static HttpSettings http(SettingsSource source) {
    var certificate = source.find("tls.cert").orElse(null);
    var key = source.find("tls.key").orElse(null);
    if (certificate != null && key == null) {
      throw new Problem.Invalid("tls.key", "required").asException();
    }
    if (key != null && certificate == null) {
      throw new Problem.Invalid("tls.cert", "required").asException();
    }
    try {
      return new HttpSettings(
          source.find("http.host").orElse("127.0.0.1"),
          source.integer("http.port", 8080),
          certificate,
          key,
          source.list("http.trustedProxies"),
          source.find("http.metricsToken").orElse(null));
    } catch (IllegalArgumentException e) {
      throw new Problem.Invalid("http.trustedProxies", "address").asException();
    }
  }

  private static DatabaseSettings database(SettingsSource source, String host) {
    return new DatabaseSettings(
        host,
        source.integer("database.port", 5432),
        source.find("database.name").orElse("ringcard"),
        source.find("database.user").orElse("ringcard"),
        source.get("database.password"),
        source.integer("database.connections", 20));
  }

  private static boolean isAnyOf(SettingsSource source, String... keys) {
    return Stream.of(keys).anyMatch(key -> source.find("pbx." + key).isPresent());
  }

  private static Pbx pbx(SettingsSource source) {
    var ami =
        AmiSettings.of(
            source.get("pbx.host"),
            source.integer("pbx.port", AmiSettings.PORT),
            source.get("pbx.user"),
            source.get("pbx.secret"));
    var tls = source.find("pbx.tls").map(Boolean::parseBoolean).orElse(false);
    var trusted = source.find("pbx.certificate").map(Path::of).orElse(null);
    return new Pbx(
        source.find("pbx.name").orElse("main"),
        tls ? ami.withTls(trusted) : ami,
        profile(source),
        source.find("pbx.channel").orElse("PJSIP/%s"),
        source.find("pbx.context").orElse("click-to-call"),
        source.find("pbx.cel"),
        source.find("pbx.celPassword"));
  }

  private static PbxProfile profile(SettingsSource source) {
    var lines =
        List.of("phones", "trunks", "ownNumbers", "region", "language").stream()
            .flatMap(key -> source.find("pbx." + key).map(value -> key + "=" + value).stream())
            .collect(Collectors.joining("\n"));
    try {
      return PbxProfile.read(new StringReader(lines));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RecordingSettings recordings(SettingsSource source) {
    return new RecordingSettings(
        Path.of(source.find("recordings.folder").orElse("/var/spool/asterisk/monitor")),
        source.find("recordings.ffmpeg").map(Path::of).orElse(null),
        Duration.ofHours(source.integer("recordings.missingAfterHours", 24)),
        Duration.ofMillis(500));
  }
}
