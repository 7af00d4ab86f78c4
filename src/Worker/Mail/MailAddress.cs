namespace Syndication.Worker.Mail;

/// <summary>An address of the sender's side.</summary>
/// <param name="Name">Display name, or empty.</param>
/// <param name="Address">The address alone.</param>
public sealed record MailAddress(string Name, string Address)
{
    /// <summary>The part behind the at sign.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];
}
