using System.Collections.Immutable;

namespace Syndication.Feeds.Publishing;

/// <summary>A scan that is not believed: nothing of it is taken up until the folder is as before, or people say that it is right.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Reason">The same in a sentence or two, without the way out.</param>
/// <param name="Total">How many posts are public.</param>
/// <param name="Leaving">Identities of the posts that would leave.</param>
public sealed record ContentHold(ContentHoldKind Kind, string Reason, int Total, ImmutableArray<string> Leaving)
{
    /// <summary>Whether people may say that it is right: a folder that cannot be read says nothing that could be.</summary>
    public bool CanBeAccepted => Kind is ContentHoldKind.FolderEmpty or ContentHoldKind.MassRemoval;
}
