using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Keeps the keys of ASP.NET Core data protection in the database.</summary>
/// <remarks>Data protection's interface is not asynchronous, so both methods wait; a request pays for it only when keys are first read, or refreshed once a day.</remarks>
/// <param name="store">The keys.</param>
internal sealed class ProtectionKeyRepository(ProtectionKeyStore store) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(() => store.ListAsync(CancellationToken.None)).Select(xml => XElement.Parse(xml))];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        Wait(async () =>
        {
            await store.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None);
            return true;
        });
    }

    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
