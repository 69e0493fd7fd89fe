// Scripts of the portal: they improve pages that work without them.
import {
  Button, CharacterCount, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink, createAll
} from 'govuk-frontend'

import { enhanceAutocompletes } from './autocomplete.js'

for (const Component of [Button, CharacterCount, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) {
  createAll(Component)
}
enhanceAutocompletes(document)
