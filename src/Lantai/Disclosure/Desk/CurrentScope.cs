using Lantai.People;
using Lantai.Units;

namespace Lantai.Disclosure.Desk;

/// <summary>The region in the address with what the person may see of it.</summary>
public sealed class CurrentScope(CurrentRegion region, CurrentPerson person)
{
    public async Task<(Region Region, DisclosureScope Scope)> GetAsync()
    {
        var here = await region.GetAsync();
        return (here, new DisclosureScope(await person.GetAsync(), here.Id));
    }
}
