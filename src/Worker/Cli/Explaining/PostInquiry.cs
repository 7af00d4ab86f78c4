using System.Globalization;
using System.Text.Json;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Explaining;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Model;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>Finds out what the service thinks of a post, from the folder and what is remembered; it changes nothing.</summary>
/// <param name="settings">The configuration.</param>
/// <param name="ledger">What is remembered.</param>
/// <param name="now">The time to judge by.</param>
internal sealed class PostInquiry(ServiceSettings settings, PostLedger ledger, DateTimeOffset now)
{
    private readonly PostMemberships memberships = new(settings, ledger.State);

    /// <summary>The answer, or null where nothing is known of it.</summary>
    /// <param name="name">A file below the content folder or by its path, an address, or an identity.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    public async Task<PostAnswer?> AskAsync(string name, CancellationToken cancellationToken)
    {
        var reader = new ContentReader(new ContentScanner(settings.Content, new PostParser(settings.Site, settings.Content), TimeProvider.System), new SnapshotBuilder(settings.Content), settings.Content);
        var files = await reader.ScanAsync(ContentFiles.None, null, cancellationToken);
        var snapshot = reader.Resolve(files, ledger.State, now, null);
        LedgerEntry? entry = null;
        foreach (var candidate in Names(name)) entry ??= await ledger.FindAsync(candidate, cancellationToken);
        var found = Find(snapshot, name, entry);
        if (found is null && entry is null) return null;
        var holds = await ledger.ReadHoldsAsync(cancellationToken);
        var answer = found is null ? Removed(entry!) : Present(found, snapshot, entry ??= ledger.State.FindLiveByFile(found.File));
        var post = found?.Post;
        var id = entry?.Id ?? (post is null ? null : PostIdentity.New(post, settings.Site, settings.Content));
        var arrivals = id is null ? null : await ledger.ReadArrivalsAsync(id, cancellationToken);
        var live = found?.Outcome == PostOutcome.Published ? post : null;
        return answer with
        {
            Notes = ledger.Note is { } note ? [note] : [],
            Identity = id is null ? null : await IdentityAsync(id, post, entry, cancellationToken),
            Feeds = memberships.OfFeeds(live ?? post, live is not null, id, snapshot),
            Newsletters = memberships.OfNewsletters(post, live is not null, arrivals, holds),
            Editions = id is null ? [] : await ledger.ReadEditionsAsync(id, cancellationToken),
            Held = [.. holds.Where(hold => hold.Scope == Hold.Content).Select(hold => hold.Advice), .. await PageAsync(id, cancellationToken)],
        };
    }

    private async Task<IEnumerable<string>> PageAsync(string? id, CancellationToken cancellationToken)
    {
        if (!settings.Digests.RequireLivePage || id is null || await ledger.ReadPageAsync(id, cancellationToken) is not { LiveAt: null } page) return [];
        var answer = page.Answer.Length == 0 ? "not asked for yet" : $"last answer {page.Answer}";
        return [string.Create(CultureInfo.InvariantCulture,
            $"Not mailed before its page answers (Digests:RequireLivePage): waits since {CommandTime.Say(page.Since)}, {answer}, next attempt {CommandTime.Say(page.NextAt)}.")];
    }

    private SnapshotFile? Find(ContentSnapshot snapshot, string name, LedgerEntry? entry)
    {
        var names = Names(name).ToHashSet(StringComparer.Ordinal);
        return snapshot.Files.FirstOrDefault(one => names.Contains(one.File))
            ?? (entry is { IsLive: true } ? snapshot.Files.FirstOrDefault(one => one.File == entry.File) : null)
            ?? snapshot.Files.FirstOrDefault(one => one.Post is { } post
                && (post.Url.TrimEnd('/') == name.TrimEnd('/') || post.StatedId == name || PostIdentity.New(post, settings.Site, settings.Content) == name));
    }

    /// <summary>The name as it is, and as a file's path from here and from the configuration's folder.</summary>
    private IEnumerable<string> Names(string name)
    {
        yield return name;
        foreach (var from in new[] { Directory.GetCurrentDirectory(), settings.BaseFolder })
        {
            var relative = Path.GetRelativePath(settings.Content.Folder, Path.GetFullPath(name, from)).Replace(Path.DirectorySeparatorChar, '/');
            if (!relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative)) yield return relative;
        }
    }

    private PostAnswer Present(SnapshotFile found, ContentSnapshot snapshot, LedgerEntry? entry)
    {
        var problems = snapshot.Problems.Where(problem => problem.File == found.File).ToList();
        var rules = ReadRules(found);
        return new PostAnswer
        {
            File = found.File,
            Title = found.Post?.Title,
            Outcome = JsonNamingPolicy.CamelCase.ConvertName(found.Outcome.ToString()),
            Because = Because(found, rules, problems, entry),
            Url = found.Post?.Url ?? entry?.Url,
            Rules = rules,
            Problems = problems,
        };
    }

    private IReadOnlyList<RuleFinding> ReadRules(SnapshotFile found)
    {
        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(settings.Content.Folder, found.File));
            return new PostExplainer(settings.Site, settings.Content).Explain(found.File, bytes, found.Post, now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [new("text", "the file cannot be read", null, null, false)];
        }
    }

    private static string Because(SnapshotFile found, IReadOnlyList<RuleFinding> rules, List<Problem> problems, LedgerEntry? entry)
    {
        var reason = rules.FirstOrDefault(rule => rule.Passes == false);
        var kept = entry is { IsLive: true } ? " Readers still see its last good version." : "";
        return found.Outcome switch
        {
            PostOutcome.Published when entry is { IsLive: true } && entry.ContentHash != found.Post!.ContentHash => "It is public; the file has changed since, and the feeds will follow.",
            PostOutcome.Published when entry is { IsLive: true } => "It is public.",
            PostOutcome.Published => "Nothing speaks against it; it is not public yet.",
            PostOutcome.Scheduled => $"Its date has not come: {CommandTime.Say(found.Post!.Published)}.",
            PostOutcome.Problem => $"{problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error)?.Message ?? "The file has a problem."}{kept}",
            _ => reason is null ? "It does not count as a post." : $"{reason.Rule}: {reason.Result}{(reason.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $" (line {line})") : "")}.",
        };
    }

    private static PostAnswer Removed(LedgerEntry entry) => new()
    {
        File = entry.File,
        Outcome = "removed",
        Because = entry.RemovedAt is { } removed ? $"Its file is gone; it left the feeds {CommandTime.Say(removed)}." : "Its file is gone; the feeds still hold it.",
        Url = entry.Url,
    };

    private async Task<IdentityAnswer> IdentityAsync(string id, Post? post, LedgerEntry? entry, CancellationToken cancellationToken)
    {
        var origin = entry is null ? "what it would be given; nothing is remembered of it"
            : entry.StatedId == entry.Id ? "stated in the file" : "given when it was first seen";
        if (entry is not null && post?.StatedId is { } stated && stated != entry.Id) origin += $"; the file says {stated} since, but readers know it by this one";
        return new IdentityAnswer(id, origin, entry?.FirstSeen, entry?.Updated, entry?.RemovedAt, await ledger.ReadPastAsync(id, cancellationToken));
    }
}
