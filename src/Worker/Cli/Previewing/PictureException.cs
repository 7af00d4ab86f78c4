namespace Syndication.Worker.Cli.Previewing;

/// <summary>The browser could not make a picture.</summary>
/// <param name="message">Why.</param>
internal sealed class PictureException(string message) : Exception(message);
