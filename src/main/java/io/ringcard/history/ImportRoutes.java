package io.ringcard.history;

import io.ringcard.history.Uploads.Uploaded;
import io.ringcard.http.Request;
import io.ringcard.http.Routes;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports over HTTP. */
public final class ImportRoutes {

  private final Imports imports;
  private final Uploads uploads;

  public ImportRoutes(Imports imports) {
    this.imports = imports;
    this.uploads = imports.uploads();
  }

  public void addTo(Routes routes) {
    routes
        .on("listImports", request -> new ImportList(imports.list()))
        .on("startImport", this::start)
        .on("lookAtImportSource", request -> imports.look(request.body(SourceForm.class)))
        .on("sendImportFile", this::send)
        .on("pauseImport", request -> imports.pause(request.id()))
        .on("resumeImport", this::resume);
  }

  record ImportList(List<ImportView> items) {}

  record Secret(@Nullable String password) {}

  private ImportView start(Request request) throws IOException {
    return imports.begin(request.principal(), request.body(SourceForm.class));
  }

  private Uploaded send(Request request) throws IOException {
    var upload = request.find("upload").isPresent() ? request.find("upload").get() : uploads.open();
    return uploads.keep(upload, request.find("name").orElseThrow(), request.stream());
  }

  private ImportView resume(Request request) throws IOException {
    var password = request.body(Secret.class).password();
    return imports.resume(request.principal(), request.id(), password == null ? "" : password);
  }
}
