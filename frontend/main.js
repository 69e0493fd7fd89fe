// Scripts of the portal: they improve pages that work without them.
import {
  Button, CharacterCount, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll
} from 'govuk-frontend'

import { enhanceAutocompletes } from './autocomplete.js'
import { enhanceOpened, enhanceReveals } from './reveals.js'

// the error summary comes last, so that it has the focus even where a banner asks for it, too
for (const Component of [Button, CharacterCount, NotificationBanner, ServiceNavigation, SkipLink, ErrorSummary]) {
  createAll(Component)
}
enhanceAutocompletes(document)
enhanceReveals(document)
enhanceOpened(document)
