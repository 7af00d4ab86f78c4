namespace Syndication.Worker.Cli.Editions;

/// <summary>What a command did to an edition.</summary>
/// <param name="IsDone">Whether it did anything.</param>
/// <param name="Deliveries">How many deliveries it is about.</param>
/// <param name="Message">The same in words.</param>
internal sealed record EditionChange(bool IsDone, long Deliveries, string Message)
{
    /// <summary>Nothing was done.</summary>
    public static EditionChange No(string message) => new(false, 0, message);
}
