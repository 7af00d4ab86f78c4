using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Syndication.Feeds.Content;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters;

/// <summary>Holds a newsletter when far more posts than usual are new to it, or when old posts match since its selection was changed.</summary>
/// <param name="digests">How many are usual.</param>
/// <param name="content">What makes a file a post.</param>
/// <param name="arrivals">What has arrived of late.</param>
/// <param name="state">What newsletters selected before.</param>
/// <param name="time">Tells what is of late.</param>
public sealed class ArrivalBrake(DigestsOptions digests, ContentOptions content, ArrivalStore arrivals, ServiceStateStore state, TimeProvider time)
{
    // A checkout or a copy of many files may take minutes, and is read in several passes.
    internal static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(10);

    private readonly HashSet<string> compared = new(StringComparer.Ordinal);

    /// <summary>Why posts that have just been found may not be mailed without a word from ops, or null.</summary>
    /// <param name="newsletter">The newsletter, which has started before.</param>
    /// <param name="found">How many posts are new to it.</param>
    /// <param name="known">How many it knows already.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<Hold?> JudgeAsync(NewsletterOptions newsletter, int found, int known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        if (found == 0) return null;
        var hold = new Hold { Scope = Hold.ScopeOf(newsletter.Name), Kind = HoldKind.ChangedWhere, Reason = "", Affected = found, Total = known + found, HeldAt = time.GetUtcNow() };
        if (!compared.Contains(newsletter.Name) && await state.ReadSelectionAsync(newsletter.Name, cancellationToken) is { } before && before != SelectionOf(newsletter))
        {
            return hold with { Reason = Say($"What newsletter {newsletter.Name} selects was changed, and {found} posts match it now that did not before.") };
        }

        var count = found + await arrivals.CountUnannouncedAsync(newsletter.Name, time.GetUtcNow() - AtOnce, cancellationToken);
        if (count <= digests.MassArrivalLimit) return null;
        return hold with
        {
            Kind = HoldKind.MassArrival,
            Affected = count,
            Reason = Say($"{count} posts are new to newsletter {newsletter.Name} at once, more than Digests:MassArrivalLimit ({digests.MassArrivalLimit}) allows."),
        };
    }

    /// <summary>Remembers what a newsletter selects, once what came of it is kept.</summary>
    public async Task RememberAsync(NewsletterOptions newsletter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(newsletter);
        if (compared.Add(newsletter.Name)) await state.SetSelectionAsync(newsletter.Name, SelectionOf(newsletter), cancellationToken);
    }

    /// <summary>Forgets which newsletters' selections were compared: a process with another configuration may have been at it meanwhile.</summary>
    public void Forget() => compared.Clear();

    private string SelectionOf(NewsletterOptions newsletter) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
    {
        Newsletter = InOrder(newsletter.Where),
        Content = InOrder(content.Where),
        content.Include,
        content.Exclude,
    })));

    private static SortedDictionary<string, IReadOnlyList<string>> InOrder(PropertyFilter filter) =>
        new(filter.Conditions.ToDictionary(condition => condition.Key, condition => condition.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
