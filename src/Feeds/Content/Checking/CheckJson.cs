using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Syndication.Feeds.Content.Checking;

/// <summary>Prints a check's report as one JSON object; every key is always there.</summary>
internal static class CheckJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the object and a line end.</summary>
    public static void Write(ContentSnapshot snapshot, Func<Post, string> identityOf, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Layout))
        {
            json.WriteStartObject();
            WriteAll(json, "posts", snapshot.Files, file => WriteFile(json, file, identityOf));
            WriteAll(json, "problems", snapshot.Problems, problem => WriteProblem(json, problem));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>An outcome as scripts name it.</summary>
    public static string Name(PostOutcome outcome) => outcome switch
    {
        PostOutcome.Published => "published",
        PostOutcome.Scheduled => "scheduled",
        PostOutcome.Draft => "draft",
        PostOutcome.Excluded => "excluded",
        _ => "problem",
    };

    /// <summary>A severity as scripts name it.</summary>
    public static string Name(ProblemSeverity severity) => severity == ProblemSeverity.Error ? "error" : "warning";

    private static void WriteFile(Utf8JsonWriter json, SnapshotFile file, Func<Post, string> identityOf)
    {
        var post = file.Post;
        json.WriteStartObject();
        json.WriteString("file", file.File);
        json.WriteString("outcome", Name(file.Outcome));
        json.WriteString("title", post?.Title);
        json.WriteString("published", Time(post?.Published));
        json.WriteString("updated", Time(post?.Updated));
        json.WriteString("url", post?.Url);
        json.WriteString("id", post is null ? null : identityOf(post));
        json.WriteString("type", post?.Type);
        WriteAll(json, "categories", post?.Categories ?? [], category => json.WriteStringValue(category));
        WriteAll(json, "tags", post?.Tags ?? [], tag => WriteObject(json, ("label", tag.Label), ("slug", tag.Slug)));
        json.WriteString("language", post?.Language);
        json.WriteString("description", post?.Description);
        json.WritePropertyName("image");
        if (post?.Image is { } image) WriteObject(json, ("url", image.Url), ("alt", image.Alt));
        else json.WriteNullValue();
        WriteAll(json, "authors", post?.Authors ?? [], author => WriteObject(json, ("name", author.Name), ("email", author.Email), ("url", author.Url)));
        WriteAll(json, "citations", post?.Citations ?? [], citation =>
            WriteObject(json, ("kind", Name(citation.Kind)), ("id", citation.Id), ("url", citation.Url), ("text", citation.Text)));
        WriteCorrections(json, post?.Corrections ?? []);
        json.WriteString("retracted", post?.Retracted);
        json.WriteEndObject();
    }

    private static void WriteCorrections(Utf8JsonWriter json, ImmutableArray<Correction> corrections)
    {
        if (corrections.IsEmpty) json.WriteNull("correction");
        else WriteAll(json, "correction", corrections, correction => WriteObject(json, ("date", Time(correction.Date)), ("text", correction.Text)));
    }

    private static void WriteProblem(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("file", problem.File);
        json.WriteNumber("line", problem.Line);
        json.WriteNumber("column", problem.Column);
        json.WriteString("severity", Name(problem.Severity));
        json.WriteString("code", problem.Code);
        json.WriteString("message", problem.Message);
        json.WriteString("help", problem.Help);
        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values) write(value);
        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Name(CitationKind kind) => kind switch
    {
        CitationKind.Pmc => "pmc",
        CitationKind.PubMed => "pubmed",
        CitationKind.Doi => "doi",
        _ => "nct",
    };
}
