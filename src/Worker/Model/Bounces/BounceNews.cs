namespace Syndication.Worker.Model.Bounces;

/// <summary>What a report about a delivery came to.</summary>
/// <param name="Effect">What it changed.</param>
/// <param name="EditionId">The delivery's edition; null where it has none, or is not known.</param>
public sealed record BounceNews(BounceEffect Effect, string? EditionId)
{
    /// <summary>The delivery is not kept.</summary>
    public static BounceNews Unknown { get; } = new(BounceEffect.Unknown, null);

    /// <summary>Whether it was told for the first time.</summary>
    public bool IsNew => Effect is not (BounceEffect.Unknown or BounceEffect.Repeated);
}
